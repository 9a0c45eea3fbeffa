/** Files that a source loads by a path, from its own folder. */
import { join } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";

/** Of one source. Each is looked up, and people write far fewer. */
const MAX_NAMES = 500;

/** @param endings what the path may leave out */
export function loadedFrom(
  { folder, family }: Source,
  paths: readonly string[],
  endings: readonly string[],
  sources: readonly Source[],
): readonly Source[] {
  const wanted = new Set(distinct(paths).flatMap((path) => endings.map((end) => join(folder, path + end))));
  // Files of the course lie beside every source.
  return sources.filter(
    (each) => each.family === family && wanted.has(each.isOfCourse ? join(folder, each.path) : each.path),
  );
}

export function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].slice(0, MAX_NAMES);
}
