/** Why a submission without a server has none. */
import type { NoServer } from "../outcome.ts";
import { openedAt, type Program } from "./program.ts";
import { COMPILED, NOTEBOOK, OTHER_LANGUAGES } from "./sources/families.ts";
import { isRead } from "./sources/set-aside.ts";
import { type At, extensionOf } from "./sources/source.ts";

const SCRIPTS = [".sh", ".bash", ".bat", ".ps1"];
/** Of a long list, so many. */
const SHOWN_FILES = 5;

export function noServerOf(programs: readonly Program[], paths: readonly string[]): NoServer {
  const first = (where: (program: Program) => At | undefined) =>
    programs.map(where).find((each) => each !== undefined);
  const isOfTest = ({ source }: Program) => source.standing === "client-or-test";
  const withoutMain = first((each) => (each.starts === "no" && !isOfTest(each) ? openedAt(each) : undefined));
  if (withoutMain !== undefined) return { kind: "no-main", ...placed(withoutMain) };
  const bound = first(({ own }) => own.binds);
  // UDP has no listen: a server of it binds, and a client of it need not.
  const udp = first(({ own }) => (own.binds === undefined && bound !== undefined ? undefined : own.udp));
  if (udp !== undefined) return { kind: "only-udp", ...placed(udp) };
  if (bound !== undefined) return { kind: "never-listens", ...placed(bound) };
  const client = first(({ own }) => own.connects);
  if (client !== undefined) return { kind: "only-client", ...placed(client) };
  return withoutSigns(programs, paths.filter(isRead));
}

function withoutSigns(programs: readonly Program[], paths: readonly string[]): NoServer {
  const withExtension = (extensions: readonly string[]) =>
    paths.find((path) => extensions.includes(extensionOf(path)));
  // Beside code of a language that has rules, a script is what sets it up.
  const isLikely = (extension: string) => programs.length === 0 || !SCRIPTS.includes(extension);
  const other = withExtension(Object.keys(OTHER_LANGUAGES).filter(isLikely));
  const notebook = withExtension([NOTEBOOK]);
  const compiled = withExtension(COMPILED);
  if (notebook !== undefined) return { kind: "notebook", file: notebook };
  if (other !== undefined) {
    return { kind: "other-language", file: other, language: OTHER_LANGUAGES[extensionOf(other)] ?? "" };
  }
  if (programs.length > 0) {
    return { kind: "no-listener", files: programs.slice(0, SHOWN_FILES).map(({ source }) => source.path) };
  }
  if (compiled !== undefined) return { kind: "only-compiled", file: compiled };
  return { kind: "no-source", files: paths.slice(0, SHOWN_FILES) };
}

function placed({ source, line }: At): { readonly file: string; readonly line: number } {
  return { file: source.path, line };
}
