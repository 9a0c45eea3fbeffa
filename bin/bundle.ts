/** The bundle in dist/: what it was made of, and whether that is still as it was. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Made {
  /** The package's folder then: a bundle names its sources by it. */
  readonly root: string;
  /** By name, from the folder on: what `lookOf` said of each file. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Its name in dist/. */
export const MADE = "made.json";

export function isFresh(root: string): boolean {
  const file = join(root, "dist", MADE);
  if (!existsSync(file)) return false;
  const made = JSON.parse(readFileSync(file, "utf8")) as Made;
  return (
    made.root === root &&
    Object.entries(made.inputs).every(([name, look]) => lookOf(join(root, name)) === look)
  );
}

/** Size and date, as a file keeps them in an archive and in a container's image: to the second. */
export function lookOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "missing" : `${found.size} ${Math.floor(found.mtimeMs / 1000)}`;
}
