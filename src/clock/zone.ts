/** Time zones by name: from the machine's files, from a POSIX TZ string, and otherwise from the runtime's own data. */
import { join, resolve } from "node:path";
import { parsePosixTz } from "./posix-tz.ts";
import type { ZoneRules } from "./tzif.ts";
import { nameInFolder, readZoneFile, type ZoneFile, zoneFolder, zoneVersion } from "./zone-files.ts";

/** Plain data: it crosses threads. */
export interface Zone {
  /** The IANA name; without one, the text of TZ or the path of the file. */
  readonly name: string;
  /** Where its rules are from: the path of a file, `TZ`, or the runtime, such as `Bun 1.4.5`. */
  readonly data: string;
  /** Of the zone database, such as `2026a`; undefined if it is not known. */
  readonly version: string | undefined;
  /** Undefined: the runtime knows them. */
  readonly rules: ZoneRules | undefined;
}

/** The variables TZ and TZDIR. */
export type Environment = Readonly<Record<string, string | undefined>>;

const RUNTIME = `Bun ${process.versions.bun}`;

export class ZoneDatabase {
  /** Undefined if this machine has none. */
  readonly folder: string | undefined;

  /** @param root of the file system; another one in tests */
  constructor(environment: Environment, root = "") {
    this.folder = zoneFolder(environment["TZDIR"], root);
  }

  /**
   * As libc reads TZ: the name or path of a file, or a POSIX string. A name that only the runtime knows is read from its
   * data. Undefined if it is nothing of these.
   */
  read(text: string): Zone | undefined {
    if (text === "") return undefined;
    const file = this.file(text);
    if (file !== undefined) return this.zoneOf(file);
    const rule = parsePosixTz(text);
    if (rule !== undefined) {
      const rules = { transitions: [], typeOf: [], types: [rule.standard], leaps: [], after: rule };
      return { name: text, data: "TZ", version: undefined, rules };
    }
    const known = runtimeName(text);
    return known === undefined
      ? undefined
      : { name: known, data: RUNTIME, version: undefined, rules: undefined };
  }

  /** @param name or the path of a file */
  file(name: string): ZoneFile | undefined {
    return this.folder === undefined && !name.startsWith("/")
      ? undefined
      : readZoneFile(resolve(this.folder ?? "/", name));
  }

  zoneOf({ path, rules }: ZoneFile): Zone {
    const { folder } = this;
    const name = folder === undefined ? undefined : nameInFolder(folder, path);
    const version = name === undefined || folder === undefined ? undefined : zoneVersion(folder);
    return { name: name ?? path, data: path, version, rules };
  }

  /** The name as the zone database spells it, or undefined if there is no such zone. A path is no name. */
  find(name: string): string | undefined {
    const known = runtimeName(name);
    const spelled = known?.toLowerCase() === name.toLowerCase() ? known : name;
    const isName = /^[\w+-]+(\/[\w+-]+)*$/.test(spelled);
    if (isName && this.folder !== undefined && readZoneFile(join(this.folder, spelled)) !== undefined)
      return spelled;
    return known;
  }
}

/** Every name that the runtime lists; aliases such as `EST` are valid and not listed. */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}

function runtimeName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
