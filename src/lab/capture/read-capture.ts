/** A pcap or pcapng file → its TCP packets on one port, as tshark dissects them. */
import { basename } from "node:path";
import { MissingTool } from "../network/missing-tool.ts";
import type { Capture, Packet } from "./packet.ts";

const FIELDS = [
  "frame.number",
  "frame.time_epoch",
  "frame.time_relative",
  "frame.interface_id",
  "frame.cap_len",
  "ip.src",
  "ip.dst",
  "ipv6.src",
  "ipv6.dst",
  "tcp.srcport",
  "tcp.dstport",
  "tcp.flags",
  "ip.id",
  "tcp.stream",
  "tcp.seq_raw",
  "tcp.ack_raw",
  "tcp.window_size",
  "tcp.options.timestamp.tsval",
  "tcp.analysis.keep_alive",
  "tcp.seq",
  "tcp.ack",
  "tcp.len",
  "tcp.payload",
  "tcp.analysis.retransmission",
  "tcp.analysis.out_of_order",
] as const;

/** Set explicitly, because a user's own preferences must not change the result. */
const PREFERENCES = [
  "tcp.relative_sequence_numbers:TRUE",
  "tcp.analyze_sequence_numbers:TRUE",
  "tcp.desegment_tcp_streams:FALSE",
  "tcp.try_heuristic_first:FALSE",
];

const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/** The file cannot be read as a capture. */
export class UnreadableCapture extends Error {
  readonly file: string;

  constructor(file: string, why: string) {
    super(`${file} cannot be read as a capture: ${why}`);
    this.name = "UnreadableCapture";
    this.file = file;
  }
}

export interface CaptureSource {
  readonly file: string;
  /** The host where it was made; by default the host is named after the file. */
  readonly host?: string;
  readonly port: number;
  /** The tshark to run; by default the one in PATH. */
  readonly tshark?: string | null;
}

/** @throws {MissingTool} @throws {UnreadableCapture} */
export async function readCapture(source: CaptureSource): Promise<Capture> {
  const { file, port } = source;
  const { tshark = Bun.which("tshark") } = source;
  if (tshark === null) throw new MissingTool("tshark", "tshark");
  if (!(await Bun.file(file).exists())) throw new UnreadableCapture(file, "the file does not exist");

  const run = Bun.spawn([tshark, ...argumentsFor(file, port)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, errors, exitCode] = await Promise.all([run.stdout.text(), run.stderr.text(), run.exited]);
  const lines = output.split("\n").filter((line) => line !== "");
  // A capture whose writer was killed ends inside a packet; the packets before that are complete.
  if (exitCode !== 0 && !(errors.includes("cut short") && lines.length > 0)) {
    throw new UnreadableCapture(file, reasonIn(errors, file));
  }
  const shown = basename(file);
  const packets = lines
    .map((line) => packetOf(line, shown))
    .sort((a, b) => a.time - b.time || a.number - b.number);
  const host = source.host ?? basename(file).replace(/\.(pcapng|pcap|cap)(\.gz)?$/, "");
  return {
    host,
    file: shown,
    beginsAt: beginOf(lines[0]),
    endsAt: packets.at(-1)?.time ?? 0,
    hasTimes: packets.some(({ time }) => time > 0),
    damage: exitCode === 0 ? undefined : reasonIn(errors, file),
    frames: packets.length,
    snapLength: undefined,
    otherPorts: [],
    packets,
  };
}

function argumentsFor(file: string, port: number): readonly string[] {
  return [
    ...["-n", "-r", file],
    // An ICMP message quotes the header of a TCP packet but is not one.
    ...["-Y", `tcp.port == ${port} && !icmp && !icmpv6`],
    ...["-d", `tcp.port==${port},data`],
    ...PREFERENCES.flatMap((preference) => ["-o", preference]),
    ...["-T", "fields", "-E", "separator=/t", "-E", "occurrence=f"],
    ...FIELDS.flatMap((field) => ["-e", field]),
  ];
}

/** tshark's error message, without its warning about root and without the file's name. */
function reasonIn(errors: string, file: string): string {
  const lines = errors
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("Running as user"));
  return (lines[0] ?? "tshark prints no reason")
    .replace(/^tshark: /, "")
    .replace(/^The file ".*?" /, "it ")
    .replace(` "${file}"`, "");
}

type Cells = Readonly<Record<(typeof FIELDS)[number], string>>;

function cellsOf(line: string): Cells {
  const values = line.split("\t");
  return Object.fromEntries(FIELDS.map((field, index) => [field, values[index] ?? ""])) as Cells;
}

function packetOf(line: string, file: string): Packet {
  const cells = cellsOf(line);
  const flags = Number(cells["tcp.flags"]);
  return {
    file,
    others: [],
    interface: Number(cells["frame.interface_id"]),
    captured: Number(cells["frame.cap_len"]),
    stream: Number(cells["tcp.stream"]),
    seqRaw: Number(cells["tcp.seq_raw"]),
    ackRaw: Number(cells["tcp.ack_raw"]),
    window: Number(cells["tcp.window_size"]),
    timestamp: Number(cells["tcp.options.timestamp.tsval"]),
    ipId: Number(cells["ip.id"]),
    isKeepAlive: cells["tcp.analysis.keep_alive"] !== "",
    number: Number(cells["frame.number"]),
    time: Number(cells["frame.time_epoch"]),
    source: { address: cells["ip.src"] || cells["ipv6.src"], port: Number(cells["tcp.srcport"]) },
    destination: { address: cells["ip.dst"] || cells["ipv6.dst"], port: Number(cells["tcp.dstport"]) },
    flags: {
      syn: (flags & FLAG.syn) !== 0,
      ack: (flags & FLAG.ack) !== 0,
      fin: (flags & FLAG.fin) !== 0,
      rst: (flags & FLAG.rst) !== 0,
      psh: (flags & FLAG.psh) !== 0,
    },
    seq: Number(cells["tcp.seq"]),
    ack: Number(cells["tcp.ack"]),
    length: Number(cells["tcp.len"]),
    payload: cells["tcp.payload"].replaceAll(":", ""),
    isRetransmission:
      cells["tcp.analysis.retransmission"] !== "" || cells["tcp.analysis.out_of_order"] !== "",
  };
}

function beginOf(line: string | undefined): number {
  if (line === undefined) return 0;
  const cells = cellsOf(line);
  return Number(cells["frame.time_epoch"]) - Number(cells["frame.time_relative"]);
}
