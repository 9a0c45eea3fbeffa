/** A file that is named for a whole class, in a submission whose archive may have wrapped everything in a folder. */
import { isRead } from "./sources/set-aside.ts";

export type Located =
  | { readonly kind: "one"; readonly path: string }
  | { readonly kind: "several"; readonly paths: readonly string[] }
  | { readonly kind: "missing" };

/** The path itself, or the one file nearest to the top whose path ends with it. */
export function locate(name: string, paths: readonly string[]): Located {
  const wanted = name.replace(/^(\.\/)+/, "");
  if (paths.includes(wanted)) return { kind: "one", path: wanted };
  const ending = paths.filter((path) => isRead(path) && path.endsWith(`/${wanted}`));
  const depths = ending.map((path) => path.split("/").length);
  const nearest = ending.filter((_, index) => depths[index] === Math.min(...depths));
  const [first] = nearest;
  if (first === undefined) return { kind: "missing" };
  return nearest.length === 1 ? { kind: "one", path: first } : { kind: "several", paths: nearest };
}
