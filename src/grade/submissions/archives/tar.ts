/** A tar that is not compressed → its entries, by node-tar, which checks the sums of the headers. */
import { createReadStream } from "node:fs";
import { Parser, type ReadEntry } from "tar";
import type { ArchiveEntry, ReadArchive } from "./entry.ts";

const EXECUTABLE = 0o100;

/** Warnings that mean a broken archive; the others are about entries that jam skips anyway. */
const BROKEN = ["TAR_BAD_ARCHIVE", "TAR_ENTRY_INVALID", "TAR_ABORT", "TAR_ENTRY_ERROR"];

/** node-tar skips these, although files would be missing then. A header (`meta`) that is too large is skipped, too. */
const CONTENT_TYPES = ["SparseFile", "ContinuationFile"];

const KINDS: Readonly<Record<string, ArchiveEntry["kind"]>> = {
  ...{ File: "file", OldFile: "file", ContiguousFile: "file" },
  ...{ Directory: "folder", GNUDumpDir: "folder" },
  ...{ SymbolicLink: "symlink", Link: "hardlink" },
};

export const readTar: ReadArchive = async (file, visit) => {
  const parser = new Parser();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  let work = Promise.resolve();
  let hasEnded = false;
  parser.on("entry", (entry: ReadEntry) => {
    work = work.then(async () => {
      await visit(entryOf(entry));
      entry.resume();
    });
    work.catch(failed.reject);
  });
  parser.on("warn", (code: string, message: string | Error) => {
    if (BROKEN.includes(code) && !hasEnded) failed.reject(new Error(String(message)));
  });
  parser.on("ignoredEntry", ({ type, meta, path }: ReadEntry) => {
    if (meta || CONTENT_TYPES.includes(type)) failed.reject(new Error(`${path} is a ${type}`));
  });
  parser.on("error", failed.reject);
  // Two empty blocks end a tar, whatever follows.
  parser.on("eof", () => {
    hasEnded = true;
  });
  for await (const chunk of createReadStream(file)) {
    if (hasEnded) break;
    const drained = Promise.withResolvers<void>();
    parser.once("drain", drained.resolve);
    if (parser.write(chunk)) parser.off("drain", drained.resolve);
    else await Promise.race([drained.promise, failed.promise]);
  }
  const ended = Promise.withResolvers<void>();
  parser.once("end", ended.resolve);
  parser.end();
  await Promise.race([failed.promise, ended.promise]);
  await Promise.race([failed.promise, work]);
};

function entryOf(entry: ReadEntry): ArchiveEntry {
  // In the POSIX format of tar -S; the content begins with a map of the holes.
  if (/(^|\/)GNUSparseFile\.\d+\//.test(entry.path)) throw new Error("it has a sparse file");
  return {
    name: entry.path,
    kind: KINDS[entry.type] ?? "other",
    target: entry.linkpath,
    isEncrypted: false,
    size: entry.size,
    packedSize: undefined,
    isExecutable: ((entry.mode ?? 0) & EXECUTABLE) !== 0,
    modifiedAt: entry.mtime,
    content: () => entry,
  };
}
