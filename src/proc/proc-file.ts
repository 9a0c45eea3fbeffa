/** Reads of Linux's /proc: undefined if the process has ended meanwhile, belongs to another user, or there is no /proc. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export function readProc(path: string): string | undefined {
  return attempt(() => readFileSync(`/proc/${path}`, "utf8"));
}

export function readProcLink(path: string): string | undefined {
  return attempt(() => readlinkSync(`/proc/${path}`));
}

export function listProc(path: string): readonly string[] {
  return attempt(() => readdirSync(`/proc/${path}`)) ?? [];
}

/** The id of every process. */
export function processIds(): readonly number[] {
  return listProc("")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
