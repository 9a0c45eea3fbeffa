/** The bundle in dist/: what it was made of, and whether that is still as it was. */
import { existsSync, readFileSync, statSync } from "node:fs";

interface Look {
  readonly bytes: number;
  /** When it was changed, in milliseconds since 1970. */
  readonly changed: number;
}

export interface Made {
  /** The package's folder then: a bundle names its sources by it. */
  readonly root: string;
  /** By name, from the folder on. */
  readonly inputs: Readonly<Record<string, Look>>;
}

/** Their names in dist/. */
export const MADE = "made.json";
export const PROGRAM = "src/cli/main.js";

export function isFresh(root: string): boolean {
  const made = readMade(`${root}/dist/${MADE}`);
  if (made?.root !== root || !existsSync(`${root}/dist/${PROGRAM}`)) return false;
  return Object.entries(made.inputs).every(([name, then]) => isAsThen(lookAt(`${root}/${name}`), then));
}

/** Undefined where there is no such file. */
export function lookAt(file: string): Look | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && { bytes: found.size, changed: found.mtimeMs };
}

/** An archive, or a container's image, may keep a date to the second only. */
function isAsThen(now: Look | undefined, then: Look): boolean {
  if (now?.bytes !== then.bytes) return false;
  return now.changed === then.changed || now.changed === Math.floor(then.changed / 1000) * 1000;
}

/** Undefined where there is none, or none that can be read. */
function readMade(file: string): Made | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Made;
  } catch {
    return undefined;
  }
}
