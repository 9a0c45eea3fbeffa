/** A case that failed, or passed only at the second try → everything that a report shows about it. */

import type { Language } from "../../language.ts";
import { visibleLine } from "../../text/visible.ts";
import { capitalized } from "../../text/wrap.ts";
import type { Clause, Level, Profile } from "../case.ts";
import { type CaseId, caseOf } from "../cases/registry.ts";
import type { CaseResult, CheckResult } from "../result.ts";
import { FIXES } from "../texts/fixes.ts";
import { PHRASES } from "../texts/phrases.ts";
import type { Texts } from "../texts/texts.ts";
import { replayOf } from "./replay.ts";
import { type TraceRow, traceRows } from "./trace-rows.ts";

export interface Lesson {
  readonly id: CaseId;
  readonly level: Level;
  readonly profile: Profile;
  readonly clause: Clause;
  readonly isFlaky: boolean;
  /** The clause in the assignment's words. */
  readonly clauseWords: string;
  readonly requirement: string;
  readonly happened: string;
  readonly why: string;
  readonly fix: string;
  readonly python: string | undefined;
  readonly prevalence: string | undefined;
  readonly replay: string;
  readonly rows: readonly TraceRow[];
}

/** Failures and flaky passes, in the order of the result. */
export function lessonsOf(result: CheckResult, catalogue: Texts, language: Language): readonly Lesson[] {
  return result.cases
    .filter((one) => one.verdict === "fail" || (one.verdict === "pass" && one.isFlaky))
    .map((one) => lessonOf(one, result.target, catalogue, language));
}

/** What to fix first: a `must` goes before a `should`, a failure before a flaky pass. */
export function mostUrgent(lessons: readonly Lesson[]): Lesson | undefined {
  const failures = lessons.filter(({ isFlaky }) => !isFlaky);
  return failures.find(({ level }) => level === "must") ?? failures[0] ?? lessons[0];
}

export function lessonOf(
  one: CaseResult,
  target: CheckResult["target"],
  catalogue: Texts,
  language: Language,
): Lesson {
  const { id, fix: fixId, prevalence } = caseOf(one.id);
  const { requirement, why, fix } = catalogue.cases[id];
  return {
    id,
    level: one.level,
    profile: one.profile,
    clause: one.clause,
    isFlaky: one.verdict === "pass",
    clauseWords: catalogue.clauses[one.clause],
    requirement,
    happened: happenedIn(one, catalogue),
    why,
    fix,
    python: fixId && FIXES[fixId],
    prevalence: prevalence && `${capitalized(catalogue.prevalence(prevalence.fails, prevalence.tried))}.`,
    replay: replayOf(id, target),
    rows: traceRows(one.trace, catalogue, PHRASES[language]),
  };
}

function happenedIn(one: CaseResult, catalogue: Texts): string {
  const sentence = sentenceOf(one, catalogue) ?? "";
  if (one.verdict !== "pass") return sentence;
  return `${capitalized(`${catalogue.words.pass}, ${catalogue.words.flaky}.`)} ${sentence}`.trim();
}

/** The one sentence of a verdict; of a flaky pass that of its first try, and none of another. */
export function sentenceOf(one: CaseResult, catalogue: Texts): string | undefined {
  switch (one.verdict) {
    case "pass":
      return one.firstTry && visibleLine(catalogue.faults[one.firstTry.fault](one.firstTry.parameters));
    case "fail":
      return visibleLine(catalogue.faults[one.fault](one.parameters));
    case "error":
      return visibleLine(`${one.code}: ${one.message}`);
    case "skip": {
      const text = catalogue.skips[one.why];
      return visibleLine(typeof text === "string" ? text : text(one.on ?? ""));
    }
  }
}
