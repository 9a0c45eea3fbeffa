/** The folder of a run, or captures made elsewhere → the facts for a report or a verdict. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { CaptureFacts } from "../../lab/capture/facts.ts";
import type { Capture } from "../../lab/capture/packet.ts";
import { readCapture } from "../../lab/capture/read-capture.ts";
import { factsOf } from "../../lab/judge/facts-of.ts";
import { DEFAULT_NETWORK, defaultHosts } from "../../lab/network/layout.ts";
import type { RunRecord } from "../../lab/run/run-folder.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { type CaptureFile, capturesIn, hostNamed, isCapture } from "./capture-files.ts";
import { invokedName } from "./defaults.ts";

/** A ring buffer has many files, and each reading starts a tshark. */
const READ_AT_ONCE = 4;

export interface Evidence {
  readonly facts: CaptureFacts;
  readonly run: RunRecord | undefined;
}

/** From the folder of a run, folders of captures, and captures. Reads the captures, not the stored facts. */
export async function evidenceAt(paths: readonly string[], port: number | undefined): Promise<Evidence> {
  for (const path of paths) {
    if (!existsSync(path))
      throw new CommandError(`${path} does not exist: "${invokedName()} lab run" makes a run.`, EXIT.failed);
  }
  const found = paths.map((path) =>
    statSync(path).isDirectory() ? capturesIn(path) : { captures: [{ file: path }], run: undefined },
  );
  const runs = found.flatMap(({ run }) => run ?? []);
  const hosts = runs.flatMap((run) => run.hosts);
  const evidence = await evidenceFrom(
    found.flatMap(({ captures }) => captures),
    port ?? runs[0]?.server.port,
    hosts.length > 0 ? hosts : undefined,
  );
  // What was run, and on which terminals, is known if the run is all there is.
  return { ...evidence, run: paths.length === 1 ? runs[0] : undefined };
}

/** @param hosts the names of addresses; by default the assignment's */
export async function evidenceFrom(
  captures: readonly CaptureFile[],
  port = 45_000,
  hosts: RunRecord["hosts"] = defaultHosts(DEFAULT_NETWORK),
): Promise<Evidence> {
  const once = [...new Map(captures.map((capture) => [realOf(capture.file), capture])).values()];
  const shown = shownNames(once.map(({ file }) => file));
  const read: Capture[] = [];
  for (let first = 0; first < once.length; first += READ_AT_ONCE) {
    const some = once.slice(first, first + READ_AT_ONCE).map(async ({ file, host }, index) => {
      const capture = await readCapture({ file, host: host ?? hostNamed(file, hosts), port });
      if (capture.packets.length === 0 && !isCapture(file)) {
        throw new UsageError(
          `${file} is not a capture: pcap or pcapng is expected, as Wireshark writes them.`,
        );
      }
      return renamed(capture, shown[first + index] ?? file);
    });
    read.push(...(await Promise.all(some)));
  }
  return { facts: factsOf(read, { port, hosts }), run: undefined };
}

const realOf = (file: string) => (existsSync(file) ? realpathSync(file) : file);

function renamed(capture: Capture, file: string): Capture {
  if (capture.file === file) return capture;
  return { ...capture, file, packets: capture.packets.map((packet) => ({ ...packet, file })) };
}

/** A file's name without its folder, unless two have the same. */
function shownNames(files: readonly string[]): readonly string[] {
  const names = files.map((file) => basename(file));
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : (files[index] ?? name),
  );
}
