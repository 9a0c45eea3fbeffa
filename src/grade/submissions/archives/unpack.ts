/** An archive of any kind → its files below a folder. Archives inside it stay as they are. */
import { closeSync, createReadStream, openSync, readSync, rmSync, statSync } from "node:fs";
import type { Budget } from "../budget.ts";
import { faultOf, SubmissionFault, tooLarge } from "../faults.ts";
import type { ReadLimits } from "../limits.ts";
import { type Compression, decompress } from "./decompress.ts";
import type { ArchiveEntry } from "./entry.ts";
import { EntryWriter } from "./entry-writer.ts";
import { archiveKindOf, MAGIC_BYTES, withoutArchiveExtension } from "./kinds.ts";
import { readTar } from "./tar.ts";
import { readZip } from "./zip.ts";

/** seek-bzip unpacks about 1 MB/s, and nothing else runs meanwhile. */
const BZIP2_BYTES = 16 * 1024 * 1024;

type Visit = (entry: ArchiveEntry) => Promise<void>;

export interface Archive {
  readonly path: string;
  /** Its name, for messages and for what its extension means. */
  readonly shown: string;
  /** A path that does not exist, for the tar in a .tar.gz. */
  readonly scratch: string;
}

/** @param folder does not exist, or is empty */
export async function unpack(archive: Archive, folder: string, budget: Budget): Promise<void> {
  try {
    const writer = new EntryWriter(folder, archive.shown);
    await readArchive(archive, budget.limits, budget.limits.submissionBytes, async (entry) => {
      await writer.write(entry, budget);
    });
    writer.makeLinks((_, error) => {
      throw error;
    });
  } catch (error) {
    throw faultOf(error, archive.shown);
  }
}

/**
 * Calls `visit` for each entry. A compressed file that is not a tar is one entry.
 * @param bytes that the tar in a .tar.gz may have
 */
export async function readArchive(
  archive: Archive,
  limits: ReadLimits,
  bytes: number,
  visit: Visit,
): Promise<void> {
  const kind = archiveKindOf(archive.shown, firstBytes(archive.path));
  switch (kind) {
    case "zip":
      return await readZip(archive.path, visit);
    case "tar":
      return await readTar(archive.path, visit);
    case "gzip":
    case "bzip2":
    case "xz":
      return await readCompressed(kind, archive, limits, bytes, visit);
    case "rar":
    case "7z":
      throw new SubmissionFault({ why: "archive-kind", file: archive.shown, kind });
    case undefined:
      throw new Error("it is not an archive");
  }
}

async function readCompressed(
  kind: Compression,
  { path, shown, scratch }: Archive,
  limits: ReadLimits,
  bytes: number,
  visit: Visit,
): Promise<void> {
  const most = kind === "bzip2" ? Math.min(bytes, BZIP2_BYTES) : bytes;
  const byRatio = Math.max(limits.ratioFreeBytes, statSync(path).size * limits.ratio);
  let size = 0;
  const count = (more: number) => {
    size += more;
    if (size > most) throw tooLarge(shown, most, "bytes");
    if (size > byRatio) throw tooLarge(shown, limits.ratio, "times its packed size");
  };
  try {
    await decompress(kind, path, scratch, count);
    if (isTar(shown, firstBytes(scratch))) await readTar(scratch, visit);
    else await visit(onlyFile(withoutArchiveExtension(shown.replace(/.*\//, "")), scratch, size));
  } finally {
    rmSync(scratch, { force: true });
  }
}

function isTar(shown: string, start: Uint8Array): boolean {
  return archiveKindOf("", start) === "tar" || /\.(tar\.(gz|bz2|xz)|tgz|tbz2?|txz)$/i.test(shown);
}

function onlyFile(name: string, path: string, size: number): ArchiveEntry {
  return {
    ...{ name, kind: "file", target: undefined, size, packedSize: undefined },
    ...{ isExecutable: false, isEncrypted: false, modifiedAt: undefined },
    content: () => createReadStream(path),
  };
}

export function firstBytes(path: string | Buffer): Uint8Array {
  const file = openSync(path, "r");
  try {
    const start = new Uint8Array(MAGIC_BYTES);
    return start.subarray(0, readSync(file, start, 0, MAGIC_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
