/** Lessons → causes: cases that one change fixes are grouped, and its lines of code are shown once. */
import type { Clause } from "../case.ts";
import type { CaseId } from "../cases/registry.ts";
import type { Code, Lesson } from "./lesson.ts";

export interface Cause {
  readonly lessons: readonly Lesson[];
  readonly clauses: readonly { readonly clause: Clause; readonly words: string }[];
  readonly code: Code | undefined;
  /** The case of an earlier cause under which the same lines of code stand already. */
  readonly sameAs: CaseId | undefined;
}

/** Causes that break a `must` come first; else they stand in the order of their first case. */
export function causesOf(lessons: readonly Lesson[]): readonly Cause[] {
  // What only the second try passed may have another cause than what failed.
  const byCause = Map.groupBy(lessons, ({ cause, isFlaky, id }) => (isFlaky ? `flaky ${id}` : cause));
  const ordered = [...byCause.values()].toSorted((one, other) => rankOf(one) - rankOf(other));
  const shown = new Map<string, CaseId>();
  return ordered.map((those) => {
    const [first] = those;
    const lines = first?.code?.lines;
    const sameAs = lines === undefined ? undefined : shown.get(lines);
    if (first !== undefined && lines !== undefined && sameAs === undefined) shown.set(lines, first.id);
    return causeOf(those, sameAs);
  });
}

function causeOf(lessons: readonly Lesson[], sameAs: CaseId | undefined): Cause {
  const words = new Map(lessons.map(({ clause, clauseWords }) => [clause, clauseWords]));
  return {
    lessons,
    clauses: [...words].map(([clause, text]) => ({ clause, words: text })),
    code: lessons[0]?.code,
    sameAs,
  };
}

function rankOf(lessons: readonly Lesson[]): number {
  if (lessons.some(({ level, isFlaky }) => level === "must" && !isFlaky)) return 0;
  return lessons.some(({ isFlaky }) => !isFlaky) ? 1 : 2;
}
