/** A folder or the values of `--pcap` → capture files: those of a run, or every file that is named like a capture. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import type { RunRecord } from "../../lab/run/run-folder.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";

/** A capture file, and the host where it was made; by default the host is named after the file. */
export interface CaptureFile {
  readonly host?: string;
  readonly file: string;
}

/** As Wireshark, dumpcap and tcpdump name them, ring buffers and compressed files included. */
const EXTENSION = /\.(pcapng|pcap|cap|dmp)\d*(\.(gz|zst|lz4))?$/i;

export interface FolderCaptures {
  readonly captures: readonly CaptureFile[];
  readonly run: RunRecord | undefined;
}

export function capturesIn(folder: string): FolderCaptures {
  if (existsSync(join(folder, "run.json"))) {
    const run = readRun(join(folder, "run.json"));
    const captures = run.captures.map(({ host, file }) => ({ host, file: join(folder, basename(file)) }));
    return { captures, run };
  }
  const names = readdirSync(folder).filter((name) => EXTENSION.test(name));
  if (names.length === 0)
    throw new CommandError(`${folder} contains neither a run nor a capture.`, EXIT.failed);
  return { captures: names.sort().map((name) => ({ file: join(folder, name) })), run: undefined };
}

/** The host after which a file is named, in whatever case: `MESIN1.PCAPNG` was captured on mesin1. */
export function hostNamed(file: string, hosts: RunRecord["hosts"]): string {
  const name = basename(file).replace(EXTENSION, "");
  return hosts.find((host) => host.name.toLowerCase() === name.toLowerCase())?.name ?? name;
}

/** The first bytes of pcap, in both byte orders and all variants, pcapng, snoop, Network Monitor and compressed files. */
const MAGIC =
  /^(a1b2c3d4|d4c3b2a1|a1b23c4d|4d3cb2a1|a1b2cd34|34cdb2a1|0a0d0d0a|736e6f6f70|52545353|474d4255|1f8b|28b52ffd|04224d18)/;

/** tshark also reads JSON, films and programs, in which there is no packet. An empty file is a capture of nothing. */
export function isCapture(file: string): boolean {
  const bytes = Buffer.alloc(8);
  const descriptor = openSync(file, "r");
  const size = readSync(descriptor, bytes);
  closeSync(descriptor);
  return size === 0 || MAGIC.test(bytes.toString("hex"));
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

/**
 * Values of `--pcap`, each `mesin1=FILE` or `FILE`, or several with commas between them. A comma may also stand in a
 * name: the longest name that a file has is taken.
 * @throws {UsageError}
 */
export function captureFiles(values: readonly string[]): readonly CaptureFile[] {
  return values.flatMap((value) => {
    const files = filesNamed(value.split(","));
    if (files !== undefined) return files;
    throw new UsageError(`--pcap: there is no file ${captureFile(value).file}.`);
  });
}

function filesNamed(parts: readonly string[]): readonly CaptureFile[] | undefined {
  if (parts.length === 0) return [];
  for (let count = parts.length; count > 0; count -= 1) {
    const first = captureFile(parts.slice(0, count).join(","));
    const rest = existsSync(first.file) ? filesNamed(parts.slice(count)) : undefined;
    if (rest !== undefined) return [first, ...rest];
  }
  return undefined;
}

function captureFile(value: string): CaptureFile {
  const [, host, file = ""] = /^\s*([a-z][\w-]*)=(.+)$/i.exec(value) ?? [];
  if (existsSync(value)) return { file: value };
  return host === undefined ? { file: value.trim() } : { host, file };
}
