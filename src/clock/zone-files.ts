/** The machine's zone files: the folder that holds them, and what one of them says. */
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { parseTzif, type ZoneRules } from "./tzif.ts";

/** As libc and Python look for them. */
const FOLDERS = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/** The largest file of the database has 4 KiB. */
const MAX_BYTES = 1 << 20;

export interface ZoneFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly rules: ZoneRules;
}

/** Undefined if it is missing, no regular file, or no valid zone file. */
export function readZoneFile(path: string): ZoneFile | undefined {
  try {
    const facts = statSync(path);
    if (!facts.isFile() || facts.size > MAX_BYTES) return undefined; // a pipe would wait for ever
    const bytes = readFileSync(path);
    const rules = parseTzif(bytes);
    return rules && { path, bytes, rules };
  } catch {
    return undefined;
  }
}

/** Undefined if this machine has no zone files. @param tzdir the variable TZDIR, which replaces the usual places */
export function zoneFolder(tzdir: string | undefined, root = ""): string | undefined {
  if (tzdir) return tzdir;
  return FOLDERS.map((folder) => root + folder).find(
    (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true,
  );
}

/** `2026a`, from the first line of the folder's tzdata.zi; undefined if the file does not state it. */
export function zoneVersion(folder: string): string | undefined {
  try {
    const file = openSync(join(folder, "tzdata.zi"), "r");
    try {
      const bytes = Buffer.alloc(64);
      const length = readSync(file, bytes);
      return /^# version (\w+)/.exec(bytes.toString("latin1", 0, length))?.[1];
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** The zone's name, if the path is in the folder. */
export function nameInFolder(folder: string, path: string): string | undefined {
  const name = relative(folder, path);
  return name === "" || name.startsWith("..") || isAbsolute(name) ? undefined : name;
}

/** Where links lead; the path itself if they lead nowhere. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
