/** A file that another loads by a path, from its own folder. */
import { join } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";

/** Files of the course lie beside every source. */
export function loadedFrom(
  { folder, family }: Source,
  path: string,
  sources: readonly Source[],
): readonly Source[] {
  const full = join(folder, path);
  return sources.filter((each) => each.family === family && pathSeenFrom(folder, each) === full);
}

function pathSeenFrom(folder: string, { isOfCourse, path }: Source): string {
  return isOfCourse ? join(folder, path) : path;
}
