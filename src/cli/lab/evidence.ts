/** The folder of a run, or captures made elsewhere → the facts for a report or a verdict. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { CaptureFacts } from "../../lab/capture/facts.ts";
import { readCapture } from "../../lab/capture/read-capture.ts";
import { factsOf } from "../../lab/judge/facts-of.ts";
import { DEFAULT_NETWORK, defaultHosts } from "../../lab/network/layout.ts";
import type { RunRecord } from "../../lab/run/run-folder.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { invokedName } from "./defaults.ts";

export interface Evidence {
  readonly facts: CaptureFacts;
  readonly run: RunRecord | undefined;
}

/** A capture file, and the host where it was made; by default the host is named after the file. */
export interface CaptureFile {
  readonly host?: string;
  readonly file: string;
}

const CAPTURE = /\.(pcapng|pcap|cap)(\.gz)?$/;

/** From a run's folder, from a folder of captures, or from one capture. Reads the captures, not the stored facts. */
export async function evidenceAt(path: string, port: number | undefined): Promise<Evidence> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new CommandError(`${path} does not exist: "${invokedName()} lab run" makes a run.`, EXIT.failed);
  if (!found.isDirectory()) return { facts: await factsFrom([{ file: path }], port), run: undefined };
  if (existsSync(join(path, "run.json"))) {
    const run = readRun(join(path, "run.json"));
    const captures = run.captures.map(({ host, file }) => ({ host, file: join(path, basename(file)) }));
    return { facts: await factsFrom(captures, port ?? run.server.port, run.hosts), run };
  }
  const files = readdirSync(path).filter((name) => CAPTURE.test(name));
  if (files.length === 0)
    throw new CommandError(`${path} contains neither a run nor a capture.`, EXIT.failed);
  const captures = files.sort().map((name) => ({ file: join(path, name) }));
  return { facts: await factsFrom(captures, port), run: undefined };
}

/** @param hosts the names of addresses; by default the assignment's */
export async function factsFrom(
  captures: readonly CaptureFile[],
  port = 45_000,
  hosts: RunRecord["hosts"] = defaultHosts(DEFAULT_NETWORK),
): Promise<CaptureFacts> {
  const read = await Promise.all(captures.map((capture) => readCapture({ ...capture, port })));
  const named = read.map((capture) => ({ ...capture, file: basename(capture.file) }));
  return factsOf(named, { port, hosts });
}

/** `mesin1=FILE,…` or `FILE,…`. @throws {UsageError} */
export function captureFiles(items: readonly string[]): readonly CaptureFile[] {
  return items.map((item) => {
    const [, host, file = item] = /^([a-z][\w-]*)=(.+)$/i.exec(item) ?? [];
    if (!existsSync(file)) throw new UsageError(`--pcap: there is no file ${file}.`);
    return host === undefined ? { file } : { host, file };
  });
}

function readRun(file: string): RunRecord {
  let run: Partial<RunRecord> | null = null;
  try {
    run = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // reported below
  }
  if (run?.schema === 1 && Array.isArray(run.captures) && run.server !== undefined) return run as RunRecord;
  throw new CommandError(
    `${file} is not the record of a run that this version of jam can read.`,
    EXIT.failed,
  );
}
