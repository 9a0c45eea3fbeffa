/** The zone of this machine, as libc determines it: from the variable TZ, otherwise from /etc/localtime. */
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Environment, Zone, ZoneDatabase } from "./zone.ts";
import { nameInFolder, readZoneFile, realPath, type ZoneFile } from "./zone-files.ts";

export interface MachineZone {
  readonly zone: Zone;
  /** Why it is only UTC, as a phrase; undefined if nothing is wrong. */
  readonly fault: string | undefined;
}

/** @param root of the file system; another one in tests */
export function machineZone(database: ZoneDatabase, environment: Environment, root = ""): MachineZone {
  const { TZ } = environment;
  if (TZ === undefined) return zoneOfLocaltime(database, root);
  const text = TZ.replace(/^:/, "");
  if (text === "") return utc(database);
  const zone = database.read(text);
  return zone === undefined
    ? utc(database, `TZ is ${JSON.stringify(TZ)}, which is no time zone`)
    : { zone, fault: undefined };
}

function utc(database: ZoneDatabase, fault?: string): MachineZone {
  return { zone: database.read("UTC") ?? (database.read("UTC0") as Zone), fault };
}

function zoneOfLocaltime(database: ZoneDatabase, root: string): MachineZone {
  const path = `${root}/etc/localtime`;
  const link = linkOf(path);
  const named = link === undefined ? undefined : /(?:^|\/)zoneinfo\/(.+)$/.exec(link)?.[1];
  const file = readZoneFile(path);
  if (file !== undefined) {
    const zone = namedZone(file, [named, writtenName(`${root}/etc/timezone`)], database);
    return { zone: zone ?? database.zoneOf(file), fault: undefined };
  }
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return utc(database); // libc's default
  // A machine without zone files can still say which zone it is in.
  const known = named === undefined ? undefined : database.find(named);
  const zone = known === undefined || database.folder !== undefined ? undefined : database.read(known);
  return zone === undefined ? utc(database, `${path} is no valid zone file`) : { zone, fault: undefined };
}

/** The zone in the folder whose file is the same: /etc/localtime may be a link to it or a copy. */
function namedZone(
  { path, bytes }: ZoneFile,
  names: readonly (string | undefined)[],
  database: ZoneDatabase,
): Zone | undefined {
  const { folder } = database;
  if (folder === undefined) return undefined;
  const same = (name: string | undefined) => {
    const file = name === undefined ? undefined : database.file(name);
    return file !== undefined && Buffer.from(bytes).equals(file.bytes) ? database.zoneOf(file) : undefined;
  };
  for (const name of [...names, nameInFolder(realPath(folder), realPath(path))]) {
    const zone = same(name);
    if (zone !== undefined) return zone;
  }
  return same(Temporal.Now.timeZoneId()); // the runtime compares a copy with all zones, at its start
}

function linkOf(path: string): string | undefined {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return undefined; // a file, or nothing
  }
}

/** Debian keeps the name in a file. */
function writtenName(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
