/** Results of a class → the evidence that the page carries, each text and each row once. Pure. */

import { type CaseId, caseOf } from "../../../check/cases/registry.ts";
import { lessonOf, sentenceOf } from "../../../check/reports/lesson.ts";
import { type TraceRow, traceRows } from "../../../check/reports/trace-rows.ts";
import type { CaseResult, CheckResult } from "../../../check/result.ts";
import { textsOf } from "../../../check/texts/index.ts";
import type { Language } from "../../../language.ts";
import type { Entry } from "../entries.ts";
import { titleOf } from "../feedback/titled.ts";
import { resultTextsOf } from "../texts/index.ts";
import { Interned } from "./interned.ts";
import { markOf } from "./marks.ts";
import type { Packed, PackedCell, PackedRow } from "./packed.ts";

const FROM = ["client", "server", "neither"] as const;

export function packedOf(
  entries: readonly Entry[],
  cases: readonly CaseResult[],
  language: Language,
): Packed {
  const catalogue = textsOf(language);
  const { page } = resultTextsOf(language);
  const { words } = catalogue;
  const texts = new Interned<string>();
  const rows = new Interned<PackedRow>();
  const students = entries.flatMap((entry) => {
    const { judged } = entry;
    if (judged === undefined) return [];
    const byId = new Map(judged.result.cases.map((one) => [one.id, one]));
    const cells = cases.map(({ id }) => {
      const one = byId.get(id);
      return one === undefined ? null : cellOf(one, judged.result, language, texts, rows);
    });
    return [{ title: titleOf(entry), href: `feedback/${encodeURIComponent(entry.fileName)}.html`, cells }];
  });
  return {
    texts: texts.values,
    rows: rows.values,
    cases: cases.map(({ id, level, profile, clause }) => ({
      id,
      place: `${words[level]} · ${profile} · ${words.clause} ${clause}`,
      requirement: catalogue.cases[knownId(id)].requirement,
    })),
    students,
    words: {
      ...{ whatHappened: words.whatHappened, timeLine: words.timeLine, replay: words.replay },
      ...{ whyItHappens: words.whyItHappens, whatToChange: words.whatToChange },
      ...{ requirement: page.requirement, noTrace: page.noTrace, wholeReport: page.wholeReport },
      marks: [words.pass, page.flaky, words.fail, words.skip, words.errors],
    },
  };
}

function knownId(id: string): CaseId {
  return caseOf(id).id as CaseId;
}

function cellOf(
  one: CaseResult,
  result: CheckResult,
  language: Language,
  texts: Interned<string>,
  rows: Interned<PackedRow>,
): PackedCell {
  const catalogue = textsOf(language);
  const hasLesson = one.verdict === "fail" || one.isFlaky;
  const lesson = hasLesson ? lessonOf(one, result, catalogue, language) : undefined;
  const text = (value: string | undefined) => texts.placeOf(value ?? "");
  const shown = lesson?.rows ?? traceRows(one.trace, catalogue, language);
  const packRow = ({ from, connections, note, bytes }: TraceRow): PackedRow => [
    FROM.indexOf(from) as PackedRow[0],
    text(connections),
    text(note),
    ...bytes.map(({ hex }) => text(hex.replaceAll(" ", ""))),
  ];
  return [
    markOf(one),
    text(lesson?.happened ?? sentenceOf(one, catalogue)),
    text(lesson?.why),
    text(lesson?.fix),
    text(lesson?.code?.lines),
    text(lesson?.replay),
    ...shown.flatMap((row) => [row.at, rows.placeOf(packRow(row))]),
  ];
}
