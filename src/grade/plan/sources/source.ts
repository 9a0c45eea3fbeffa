/** One file of source code, as the rules read it. */
import { FAMILIES, type Family } from "./families.ts";
import { type Standing, standingOf } from "./set-aside.ts";
import { withoutComments, withoutStrings } from "./syntax.ts";

export interface Source {
  /** Below the submission's folder, with `/`; of a file of the course, its name. */
  readonly path: string;
  /** `.` for the submission's own folder. */
  readonly folder: string;
  readonly name: string;
  /** Of the name, without the extension. */
  readonly stem: string;
  /** In lower case, with the dot; empty if there is none. */
  readonly extension: string;
  readonly family: Family;
  /** Without comments. */
  readonly plain: string;
  /** Without comments and strings, at the same places. */
  readonly code: string;
  readonly text: string;
  readonly standing: Standing;
  /** From grade.toml: beside whatever needs it, and never the server itself. */
  readonly isOfCourse: boolean;
}

/** A place in a source. */
export interface At {
  readonly source: Source;
  /** From 1 on. */
  readonly line: number;
  readonly index: number;
}

export function sourceOf(path: string, bytesAsText: string, family: Family, isOfCourse = false): Source {
  const text = bytesAsText.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { syntax } = FAMILIES[family];
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const extension = extensionOf(path);
  return {
    path,
    folder: slash < 0 ? "." : path.slice(0, slash),
    name,
    stem: name.slice(0, name.length - extension.length),
    extension,
    family,
    text,
    plain: withoutComments(text, syntax),
    code: withoutStrings(text, syntax),
    standing: standingOf(path),
    isOfCourse,
  };
}

export function extensionOf(path: string): string {
  return /[^/](\.[^./]*)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

export function placeOf(source: Source, index: number): At {
  return { source, index, line: source.text.slice(0, index).split("\n").length };
}

export function lineAt({ source, line }: At): string {
  return source.text.split("\n")[line - 1]?.trim() ?? "";
}
