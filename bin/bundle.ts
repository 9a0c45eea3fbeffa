/** The bundle in dist/: what it was made of, and whether that is still as it was. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Made {
  /** The package's folder then: a bundle names its sources by it. */
  readonly root: string;
  /** When its making began, in milliseconds since 1970. */
  readonly at: number;
  /** Files that it was made of, from the folder on. */
  readonly inputs: readonly string[];
}

/** Its name in dist/. */
export const MADE = "made.json";

/** Asks when a file's content or name was last changed here (ctime), which no copy keeps, and not its own date. */
export function isFresh(root: string): boolean {
  const file = join(root, "dist", MADE);
  if (!existsSync(file)) return false;
  const made = JSON.parse(readFileSync(file, "utf8")) as Made;
  return made.root === root && made.inputs.every((input) => isUnchanged(join(root, input), made.at));
}

function isUnchanged(file: string, since: number): boolean {
  const changed = statSync(file, { throwIfNoEntry: false })?.ctimeMs;
  return changed !== undefined && changed < since;
}
