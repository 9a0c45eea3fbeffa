/** Words of the page, in any language → the states, reasons and kinds of refused lines that they name. */
import { LANGUAGES } from "../../../language.ts";
import { UNFINISHED } from "../../../server/counters.ts";
import type { ProblemKind } from "../chunks/notes.ts";
import { refusedAs } from "../chunks/problems.ts";
import { textsOf } from "../texts/index.ts";
import type { ProblemTexts, ReasonTexts } from "../texts/texts.ts";

/** Other names than the page's own. */
const ALSO_CALLED: Readonly<Partial<Record<ProblemKind, readonly string[]>>> = {
  "bare-lf": ["LF alone", "no CR", "tanpa CR"],
};

interface Named {
  readonly kind: string;
  readonly names: readonly string[];
}

const NAMED: readonly Named[] = LANGUAGES.flatMap((language) => {
  const { problems, reasons, states } = textsOf(language);
  return [
    ...(Object.entries(problems) as [ProblemKind, ProblemTexts][]).map(([problem, texts]) => {
      const kind = refusedAs(problem) ?? UNFINISHED;
      return { kind, names: [texts.label, texts.happened(1), ...(ALSO_CALLED[problem] ?? [])] };
    }),
    ...Object.entries<ReasonTexts>(reasons).map(([kind, { label, happened = "" }]) => ({
      kind,
      names: [label, happened],
    })),
    ...Object.entries(states).map(([kind, label]) => ({ kind, names: [label] })),
  ];
});

/** Shorter texts are in too many names. */
const SHORTEST = 2;

export function kindsNamed(text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < SHORTEST) return [];
  const matching = NAMED.filter(({ names }) => names.some((name) => name.toLowerCase().includes(wanted)));
  return [...new Set(matching.map(({ kind }) => kind))];
}
