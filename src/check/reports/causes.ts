/** Lessons → causes: cases that one change fixes are grouped, and its lines of Python are shown once. */
import type { Clause } from "../case.ts";
import type { CaseId } from "../cases/registry.ts";
import type { Lesson } from "./lesson.ts";

export interface Cause {
  readonly lessons: readonly Lesson[];
  readonly clauses: readonly { readonly clause: Clause; readonly words: string }[];
  readonly python: string | undefined;
  /** The case of an earlier cause under which the same lines of Python stand already. */
  readonly sameAs: CaseId | undefined;
}

/** Causes that break a `must` come first; else they stand in the order of their first case. */
export function causesOf(lessons: readonly Lesson[]): readonly Cause[] {
  // The same lines answer to requests that were cut and to requests that were none: two things to understand.
  const byChange = Map.groupBy(lessons, ({ profile, python, fix }) => `${profile} ${python ?? fix}`);
  const ordered = [...byChange.values()].toSorted((one, other) => rankOf(one) - rankOf(other));
  const shown = new Map<string, CaseId>();
  return ordered.map((those) => {
    const [first] = those;
    const sameAs = first?.python === undefined ? undefined : shown.get(first.python);
    if (first?.python !== undefined && sameAs === undefined) shown.set(first.python, first.id);
    return causeOf(those, sameAs);
  });
}

function causeOf(lessons: readonly Lesson[], sameAs: CaseId | undefined): Cause {
  const words = new Map(lessons.map(({ clause, clauseWords }) => [clause, clauseWords]));
  return {
    lessons,
    clauses: [...words].map(([clause, text]) => ({ clause, words: text })),
    python: lessons[0]?.python,
    sameAs,
  };
}

function rankOf(lessons: readonly Lesson[]): number {
  if (lessons.some(({ level, isFlaky }) => level === "must" && !isFlaky)) return 0;
  return lessons.some(({ isFlaky }) => !isFlaky) ? 1 : 2;
}
