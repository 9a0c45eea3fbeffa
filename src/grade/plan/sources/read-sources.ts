/** Reads a submission's source files: a bounded number of bytes, and nothing outside its folder. */
import { closeSync, constants, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Submission } from "../../submission.ts";
import { type Family, familyOfExtension, familyOfShebang } from "./families.ts";
import { isRead } from "./set-aside.ts";
import { extensionOf, type Source, sourceOf } from "./source.ts";

/** A program of the course has a few; one with a library copied into it has more, and its own files come first. */
const MAX_FILES = 200;
/** Bytes of one file. What people write is smaller; what tools write is no server. */
const MAX_FILE_BYTES = 256 << 10;
/** Bytes of a submission. */
const MAX_BYTES = 4 << 20;
const FIRST_LINE_BYTES = 256;

export interface Sources {
  readonly sources: readonly Source[];
  /** For files that are no source code, such as a Makefile. @returns undefined if it cannot be read */
  readonly read: (path: string) => string | undefined;
}

export function readSources(submission: Submission, extraFiles: readonly string[]): Sources {
  const folder = new Folder(submission.folder);
  const own = submission.files
    .map(({ path }) => path)
    .filter(isRead)
    .sort((one, other) => depthOf(one) - depthOf(other) || (one < other ? -1 : 1));
  const sources: Source[] = [];
  for (const path of own) {
    if (sources.length >= MAX_FILES || folder.bytesRead >= MAX_BYTES) break;
    const extension = extensionOf(path);
    const family = extension === "" ? familyOfScript(folder, path) : familyOfExtension(extension);
    const text = family === undefined ? undefined : folder.read(path);
    if (family !== undefined && text !== undefined) sources.push(sourceOf(path, text, family));
  }
  return { sources: [...sources, ...extraFiles.flatMap(courseFile)], read: (path) => folder.read(path) };
}

class Folder {
  readonly #path: string;
  bytesRead = 0;

  constructor(path: string) {
    this.#path = realpathSync(path);
  }

  /** @returns undefined for what is no file, and for what lies outside */
  read(path: string, bytes = MAX_FILE_BYTES): string | undefined {
    try {
      const file = realpathSync(join(this.#path, path));
      if (!file.startsWith(this.#path + sep)) return undefined;
      const text = readStart(file, bytes);
      this.bytesRead += text?.length ?? 0;
      return text;
    } catch {
      return undefined;
    }
  }
}

function familyOfScript(folder: Folder, path: string): Family | undefined {
  return familyOfShebang(folder.read(path, FIRST_LINE_BYTES)?.split("\n")[0] ?? "");
}

/** A folder of the course's is only copied. */
function courseFile(file: string): readonly Source[] {
  const family = familyOfExtension(extensionOf(file));
  const text = family === undefined ? undefined : readStart(file, MAX_FILE_BYTES);
  return family === undefined || text === undefined ? [] : [sourceOf(basename(file), text, family, true)];
}

/** @returns undefined for what is no file: a named pipe would wait for a writer */
function readStart(file: string, bytes: number): string | undefined {
  const stat = lstatSync(file);
  if (!stat.isFile()) return undefined;
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const buffer = Buffer.alloc(Math.min(bytes, stat.size));
    return decode(buffer.subarray(0, readSync(descriptor, buffer)));
  } finally {
    closeSync(descriptor);
  }
}

/** Notepad writes UTF-16 with a mark. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isUtf16 ? bytes.toString("utf16le") : bytes.toString("utf8");
}

function depthOf(path: string): number {
  return path.split("/").length;
}
