/** Why a submission without a server has none. */
import type { NoServer } from "../outcome.ts";
import { serverAt } from "./evidence.ts";
import { openedAt, type Program } from "./program.ts";
import { COMPILED, NOTEBOOK, OTHER_LANGUAGES } from "./sources/families.ts";
import { isRead } from "./sources/set-aside.ts";
import { type At, extensionOf } from "./sources/source.ts";

/** Of a long list, so many. */
const SHOWN_FILES = 5;

export function noServerOf(programs: readonly Program[], paths: readonly string[]): NoServer {
  const first = (where: (program: Program) => At | undefined) =>
    programs.map(where).find((each) => each !== undefined);
  const withoutMain = first((each) => (each.starts === "no" ? openedAt(each) : undefined));
  if (withoutMain !== undefined) return { kind: "no-main", ...placed(withoutMain) };
  // UDP has no listen: a server of it binds.
  const udp = first(({ own }) => (serverAt(own) === undefined ? own.udp : undefined));
  const bound = first(({ own }) => own.binds);
  if (udp !== undefined && (bound === undefined || bound.source === udp.source))
    return { kind: "only-udp", ...placed(udp) };
  if (bound !== undefined) return { kind: "never-listens", ...placed(bound) };
  const client = first(({ own }) => own.connects);
  if (client !== undefined) return { kind: "only-client", ...placed(client) };
  return withoutSigns(programs, paths.filter(isRead));
}

function withoutSigns(programs: readonly Program[], paths: readonly string[]): NoServer {
  const withExtension = (extensions: readonly string[]) =>
    paths.find((path) => extensions.includes(extensionOf(path)));
  const other = withExtension(Object.keys(OTHER_LANGUAGES));
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
