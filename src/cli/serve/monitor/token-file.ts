/** The monitor's token in a file: its content, and a warning if others can read it. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { UsageError } from "../../exit.ts";
import type { Secret } from "../../flags/secret.ts";
import { writeErr } from "../../terminal/stderr.ts";
import { monitorTokenFlag } from "./flags.ts";

/** More than a token and its line end can have. */
const FILE_BYTES = 1_024;
const OTHERS_READ = 0o004;

/** @throws {UsageError} if the file cannot be read, or holds no token; the message does not show its content */
export function readTokenFile(file: string): Secret {
  const { text, mode } = readStart(file);
  if ((mode & OTHERS_READ) !== 0)
    writeErr(`jam: every user of this machine can read the token in ${file}; prevent it: chmod o-r ${file}`);
  try {
    const token = monitorTokenFlag.parse(text.trim());
    if (token.text !== "") return token;
  } catch {
    // as below
  }
  throw new UsageError(
    `${file} must hold one token and nothing else: 16 to 200 letters, digits, or any of - _ . ~`,
  );
}

function readStart(file: string): { readonly text: string; readonly mode: number } {
  try {
    const descriptor = openSync(file, "r");
    try {
      const bytes = Buffer.alloc(FILE_BYTES);
      let length = 0;
      // A pipe can return less than it will have.
      for (let read = -1; read !== 0 && length < FILE_BYTES; length += read)
        read = readSync(descriptor, bytes, length, FILE_BYTES - length, null);
      return { text: bytes.toString("utf8", 0, length), mode: fstatSync(descriptor).mode };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error)
      throw new UsageError(`cannot read the file ${file}: ${error.code}.`);
    throw error;
  }
}

/** A token on the command line works, but is no secret: the system shows the command line, and so does a crash report. */
export function warnOfVisibleToken(flag: string): void {
  writeErr(
    `jam: every user of this machine can see the token of ${flag}; use ${flag}-file or JAM_MONITOR_TOKEN.`,
  );
}
