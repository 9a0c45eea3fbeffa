/** A submission's sources with what each uses and shows: which files are servers, and which of them is started. */
import { type Evidence, evidenceOf, serverAt, together } from "./evidence.ts";
import { RULES } from "./rules/registry.ts";
import type { Starts } from "./rules/rule.ts";
import type { At, Source } from "./sources/source.ts";

export interface Program {
  readonly source: Source;
  readonly starts: Starts;
  /** The source first, then all that it uses. */
  readonly closure: readonly Source[];
  readonly own: Evidence;
  readonly all: Evidence;
}

export function programsOf(
  sources: readonly Source[],
  hasFile: (path: string) => boolean,
): readonly Program[] {
  const uses = new Map(
    sources.map((source) => [source, RULES[source.family].usesOf(source, { sources, hasFile })]),
  );
  const evidence = new Map(sources.map((source) => [source, evidenceOf(source, RULES[source.family].signs)]));
  return sources
    .filter(({ isOfCourse }) => !isOfCourse)
    .map((source) => {
      const closure = reach(source, uses);
      const shown = closure.flatMap((each) => evidence.get(each) ?? []);
      return {
        source,
        starts: RULES[source.family].startsOf(source),
        closure,
        own: together(shown.slice(0, 1)),
        all: together(shown),
      };
    });
}

function reach(source: Source, uses: ReadonlyMap<Source, readonly Source[]>): readonly Source[] {
  const reached = new Set([source]);
  for (const each of reached) for (const used of uses.get(each) ?? []) reached.add(used);
  return [...reached];
}

/** Where it opens its port; an HTTP server opens one too. */
export function openedAt({ all }: Program): At | undefined {
  return serverAt(all) ?? all.http;
}

export function isHttp({ all }: Program): boolean {
  return serverAt(all) === undefined;
}
