/** What lies at the top of a class's folder, below a folder that only wraps it. */
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TopEntry } from "./hand-in.ts";
import { onlyIdIn } from "./ids.ts";
import { isMoodleName } from "./layouts/moodle.ts";
import { isJunk, visibleName } from "./names.ts";

export const GRADESCOPE_METADATA = "submission_metadata.yml";

/** Without junk and hidden entries, in the order of their names. */
export function topEntries(folder: string): readonly TopEntry[] {
  return readdirSync(folder, { encoding: "buffer" })
    .map((raw) => {
      const path = Buffer.concat([Buffer.from(`${folder}/`), raw]);
      const stats = lstatSync(path);
      const kind = stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "file";
      return { name: visibleName(raw), path, kind, isUsable: kind !== "file" || stats.isFile() } as const;
    })
    .filter(({ name, isUsable }) => isUsable && !isJunk(name) && !name.startsWith("."))
    .map(({ name, path, kind }): TopEntry => ({ name, path, kind }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Where the submissions are: an archive of a class often holds one folder that holds them. */
export function unwrap(folder: string, name: string, pattern: RegExp): string {
  const entries = topEntries(folder);
  const [only] = entries;
  if (entries.length !== 1 || only?.kind !== "folder") return folder;
  const inside = join(folder, only.name);
  const names = topEntries(inside).map((entry) => entry.name);
  return isWrapper(only.name, names, name, pattern) ? inside : folder;
}

/** @param className of the folder or the archive, without its extension */
export function isWrapper(
  only: string,
  inside: readonly string[],
  className: string,
  pattern: RegExp,
): boolean {
  if (onlyIdIn([only], pattern) !== undefined || isMoodleName(only)) return false;
  if (inside.includes(GRADESCOPE_METADATA) || inside.some(isMoodleName)) return true;
  if (only.toLowerCase() === className.toLowerCase()) return true;
  return inside.filter((name) => onlyIdIn([name], pattern) !== undefined).length > 1;
}
