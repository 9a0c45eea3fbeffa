/** The source code of a server: the files that its command names, or that a person names. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { SourceFile } from "./run-folder.ts";

const MOST_BYTES = 262_144;
const MOST_FILES = 5;

export type SourceRead =
  | { readonly kind: "source"; readonly file: SourceFile }
  | {
      readonly kind: "fault";
      readonly fault: "missing" | "no file" | "unreadable" | "too large" | "not text";
    };

/** @param folder from which the name counts */
export function readSource(name: string, folder: string): SourceRead {
  const path = resolve(folder, name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { kind: "fault", fault: "missing" };
  if (!found.isFile()) return { kind: "fault", fault: "no file" };
  if (found.size > MOST_BYTES) return { kind: "fault", fault: "too large" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    // A program that was compiled is no source code.
    return text.includes("\0")
      ? { kind: "fault", fault: "not text" }
      : { kind: "source", file: { name, text } };
  } catch (error) {
    return { kind: "fault", fault: error instanceof TypeError ? "not text" : "unreadable" };
  }
}

/** Only these: a settings file that the command names may hold a password. */
const SOURCE_SUFFIX =
  /[^/]\.(py|js|mjs|cjs|ts|mts|java|kt|c|cc|cpp|cs|go|rb|php|pl|rs|lua|ex|exs|hs|ml|tcl)$/i;

/** The words of a command that are files with source code: `server.py`, but neither `python3` nor `./server`. */
export function sourcesOfCommand(command: readonly string[], folder: string): readonly SourceFile[] {
  const named = [...new Set(command)].filter((word) => SOURCE_SUFFIX.test(word));
  return named
    .flatMap((word) => {
      const read = readSource(word, folder);
      return read.kind === "source" ? [read.file] : [];
    })
    .slice(0, MOST_FILES);
}
