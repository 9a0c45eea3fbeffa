/** Verdicts of a class → mistakes that many make: cases that one change fixes are one mistake. Pure. */
import { type Lesson, lessonsOf } from "../../check/reports/lesson.ts";
import { textsOf } from "../../check/texts/index.ts";
import type { Language } from "../../language.ts";
import type { Entry } from "./entries.ts";

export interface Mistake {
  /** How many students make it. */
  readonly students: number;
  /** The cases that it fails, the most frequent first. */
  readonly cases: readonly { readonly id: string; readonly students: number }[];
  /** Of its most frequent case, with the explanation that fits most of these students. */
  readonly lesson: Lesson;
  /** One of its cases is required: it costs points. */
  readonly costs: boolean;
}

/** The most frequent first, of equal ones what costs points; what only the second try passed is no mistake. */
export function mistakesOf(entries: readonly Entry[], language: Language): readonly Mistake[] {
  const found = entries.flatMap(({ judged }, student) => {
    if (judged === undefined) return [];
    const lessons = lessonsOf(judged.result, textsOf(language), language);
    return lessons.filter(({ isFlaky }) => !isFlaky).map((lesson) => ({ student, lesson }));
  });
  const byCause = Map.groupBy(found, ({ lesson }) => lesson.cause);
  return [...byCause.values()]
    .flatMap(mistakeOf)
    .toSorted((one, other) => other.students - one.students || Number(other.costs) - Number(one.costs));
}

interface Found {
  /** The number of the entry. */
  readonly student: number;
  readonly lesson: Lesson;
}

function mistakeOf(those: readonly Found[]): readonly Mistake[] {
  const cases = [...Map.groupBy(those, ({ lesson }) => lesson.id)]
    .map(([id, of]) => ({ id, students: of.length, of }))
    .toSorted((one, other) => other.students - one.students);
  const lesson = mostFrequent(cases[0]?.of.map((one) => one.lesson) ?? []);
  if (lesson === undefined) return [];
  return [
    {
      students: new Set(those.map(({ student }) => student)).size,
      cases: cases.map(({ id, students }) => ({ id, students })),
      lesson,
      costs: those.some((one) => one.lesson.level === "must"),
    },
  ];
}

function mostFrequent(lessons: readonly Lesson[]): Lesson | undefined {
  const alike = [...Map.groupBy(lessons, ({ why }) => why).values()];
  return alike.toSorted((one, other) => other.length - one.length)[0]?.[0];
}
