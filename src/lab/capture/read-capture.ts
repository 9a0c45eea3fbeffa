/** A pcap or pcapng file → its TCP packets on one port, as tshark dissects them, and how much of the file was read. */
import { basename } from "node:path";
import { MissingTool } from "../network/missing-tool.ts";
import { isByMergecap } from "./merged-clocks.ts";
import type { Capture } from "./packet.ts";
import { PacketReader } from "./packet-reader.ts";
import { reasonIn, runTshark } from "./tshark.ts";
import { UnreadableCapture } from "./unreadable-capture.ts";

const EXTENSION = /\.(pcapng|pcap|cap)(\.(gz|zst|lz4))?$/i;
/** Bytes of the file in which the name of its writer is looked for. */
const LONGEST_HEAD = 4096;

export interface CaptureSource {
  readonly file: string;
  /** The name for reports; by default the file's own, without its folder. */
  readonly name?: string;
  /** The host where it was made; by default the host is named after the file. */
  readonly host?: string;
  readonly port: number;
  /** The tshark to run; by default the one in PATH. */
  readonly tshark?: string | null;
}

/** @throws {MissingTool} @throws {UnreadableCapture} */
export async function readCapture(source: CaptureSource): Promise<Capture> {
  const {
    file,
    port,
    name = basename(file),
    host = basename(file).replace(EXTENSION, ""),
    tshark = Bun.which("tshark"),
  } = source;
  if (tshark === null) throw new MissingTool("tshark", "tshark");
  if (!(await Bun.file(file).exists()))
    throw new UnreadableCapture(file, "the file does not exist", "missing");

  const reader = new PacketReader(name, port);
  const { exitCode, errors } = await runTshark(tshark, file, port, reader.readLine);
  // The format was recognized: the writer was killed inside a packet, or the file was damaged. What is whole was read.
  const isDamaged = exitCode !== 0 && (reader.frames > 0 || /cut short|damaged|corrupt/.test(errors));
  if (exitCode !== 0 && !isDamaged) {
    const kind = errors.includes("isn't a capture file") ? "not-a-capture" : "unreadable";
    throw new UnreadableCapture(file, reasonIn(errors, file), kind);
  }
  const { packets, frames, snapLength, headersTruncated } = reader;
  const hasTimes = reader.hasTimes && frames > 0;
  return {
    ...{ host, file: name, hasTimes, frames, snapLength, headersTruncated, packets },
    beginsAt: hasTimes ? reader.beginsAt : 0,
    endsAt: hasTimes ? reader.endsAt : 0,
    damage: isDamaged ? reasonIn(errors, file) : undefined,
    otherPorts: reader.otherPorts.list(),
    isMerged: isByMergecap(Buffer.from(await Bun.file(file).slice(0, LONGEST_HEAD).arrayBuffer())),
  };
}
