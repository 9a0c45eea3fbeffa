/** The shape of a language's rules: what shows that code is a server, what belongs to it, and how it is started. */
import type { Language } from "../../plan.ts";
import type { Source } from "../sources/source.ts";

/** What code shows, in code without comments and strings. */
export interface Signs {
  /** Each opens a TCP port and listens. */
  readonly opens: RegExp;
  /** These two together do. */
  readonly binds: RegExp;
  readonly listens: RegExp;
  readonly connects: RegExp;
  readonly udp: RegExp;
  /** A server of HTTP, which only counts if there is no other. */
  readonly http: RegExp;
  /** Without this, in code with strings, the others show nothing. */
  readonly needs?: RegExp;
  /** A line that only makes a name known. */
  readonly importLine: RegExp;
}

/** `main`: it asks to be started. `script`: it does something when started. `definitions`: nothing happens. */
export type Starts = "main" | "script" | "definitions" | "no";

/** What a rule may look at besides a source: the submission's files. */
export interface Project {
  readonly sources: readonly Source[];
  readonly hasFile: (path: string) => boolean;
  readonly paths: readonly string[];
  readonly read: (path: string) => string | undefined;
  readonly port: number;
  /** The source and all that it uses. */
  readonly closureOf: (source: Source) => readonly Source[];
}

/** Something that `--plan` adds to the line that was found. */
export type Note =
  | { readonly kind: "other-port"; readonly ports: readonly number[]; readonly asked: number }
  | { readonly kind: "starts"; readonly file: string }
  | { readonly kind: "python-2"; readonly line: number }
  | { readonly kind: "makefile"; readonly file: string; readonly target: string }
  | { readonly kind: "http" }
  | { readonly kind: "set-aside"; readonly files: readonly string[] }
  | { readonly kind: "named-by"; readonly file: string };

/** What a build makes, in the working folder. */
export const BUILT = "jam-server";

interface Start {
  readonly language: Language;
  readonly workingFolder: string;
  readonly build: readonly (readonly string[])[];
  readonly command: readonly string[];
  readonly notes: readonly Note[];
}

export interface Rule {
  readonly signs: Signs;
  readonly startsOf: (source: Source) => Starts;
  /** Of the same language, which it loads, includes or names. */
  readonly usesOf: (source: Source, project: Pick<Project, "sources" | "hasFile">) => readonly Source[];
  readonly startOf: (source: Source, project: Project) => Start;
}
