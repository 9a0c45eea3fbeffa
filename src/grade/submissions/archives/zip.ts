/** A ZIP → its entries, by yauzl. yauzl checks sizes but no CRCs, so each content is checked here. */
import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { utf8Of } from "../names.ts";
import type { ArchiveEntry, ReadArchive } from "./entry.ts";

const UNIX = 3;
const MACOS = 19;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;
const REGULAR = 0o100000;
const EXECUTABLE = 0o100;
/** Compression method of AES-encrypted entries. */
const WINZIP_AES = 99;
const UTF8_FLAG = 0x800;

export const readZip: ReadArchive = async (file, visit) => {
  const zip = await openPromise(file, { decodeStrings: false, autoClose: false, lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) await visit(entryOf(zip, entry));
  } finally {
    zip.close();
  }
};

function entryOf(zip: ZipFile, entry: Entry): ArchiveEntry {
  const name = nameOf(entry);
  const mode = modeOf(entry);
  return {
    name,
    kind: name.endsWith("/") ? "folder" : kindOf(mode),
    target: undefined,
    isEncrypted: entry.isEncrypted() || entry.compressionMethod === WINZIP_AES,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    isExecutable: (mode & EXECUTABLE) !== 0,
    modifiedAt: dateOf(entry),
    content: () => contentOf(zip, entry, name),
  };
}

/**
 * With `/`, although Windows programs write `\\`.
 * UTF-8 if the bytes are UTF-8, whatever the flag says: macOS writes UTF-8 without it. Otherwise the name of the
 * Unicode path field, or code page 437.
 */
function nameOf(entry: Entry): string {
  const flags = entry.generalPurposeBitFlag & ~UTF8_FLAG;
  const name =
    utf8Of(entry.fileNameRaw) ?? getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, false);
  return name.replaceAll("\\", "/");
}

function modeOf(entry: Entry): number {
  const madeBy = entry.versionMadeBy >>> 8;
  return madeBy === UNIX || madeBy === MACOS ? entry.externalFileAttributes >>> 16 : 0;
}

function kindOf(mode: number): ArchiveEntry["kind"] {
  const type = mode & FILE_TYPE;
  if (type === SYMLINK) return "symlink";
  return type === 0 || type === REGULAR ? "file" : "other";
}

/** Times without a zone are read as local. */
function dateOf(entry: Entry): Date | undefined {
  const date = entry.getLastModDate();
  return Number.isNaN(date.getTime()) ? undefined : date;
}

async function* contentOf(zip: ZipFile, entry: Entry, name: string): AsyncIterable<Uint8Array> {
  let sum = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error(`the CRC of ${name} is wrong`);
}
