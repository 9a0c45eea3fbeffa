/** A case that failed, or passed only at the second try → everything that a report shows about it. */
import type { Language } from "../../language.ts";
import { visibleLine } from "../../text/visible.ts";
import { capitalized } from "../../text/wrap.ts";
import type { Clause, Level, Profile } from "../case.ts";
import { type CaseId, caseOf } from "../cases/registry.ts";
import type { CaseResult, CheckResult } from "../result.ts";
import { ADVICE } from "../texts/advice.ts";
import { CODE_LANGUAGE_NAMES, type CodeLanguage } from "../texts/code-language.ts";
import type { FixId } from "../texts/fixes/fix-id.ts";
import { FIXES } from "../texts/fixes/fixes.ts";
import { PHRASES } from "../texts/phrases.ts";
import type { Texts } from "../texts/texts.ts";
import { adviceOf, causeKey, faultOf, Verdicts } from "./evidence.ts";
import { idiomsOf } from "./idioms-of.ts";
import { replayOf } from "./replay.ts";
import { type TraceRow, traceRows } from "./trace-rows.ts";

/** Lines of code, with the name of their programming language. */
export interface Code {
  readonly language: string;
  readonly lines: string;
}

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
  /** What the server's programming language has to do with it, as a label and a text. */
  readonly idiom: { readonly label: string; readonly text: string } | undefined;
  readonly fix: string;
  /** Undefined where the server's programming language is not known. */
  readonly code: Code | undefined;
  /** Lessons with the same key are fixed by one change. */
  readonly cause: string;
  readonly prevalence: string | undefined;
  readonly replay: string;
  readonly rows: readonly TraceRow[];
}

/** Failures and flaky passes, in the order of the result. */
export function lessonsOf(result: CheckResult, catalogue: Texts, language: Language): readonly Lesson[] {
  return result.cases
    .filter((one) => one.verdict === "fail" || (one.verdict === "pass" && one.isFlaky))
    .map((one) => lessonOf(one, result, catalogue, language));
}

/** What to fix first: a `must` goes before a `should`, a failure before a flaky pass. */
export function mostUrgent(lessons: readonly Lesson[]): Lesson | undefined {
  const failures = lessons.filter(({ isFlaky }) => !isFlaky);
  return failures.find(({ level }) => level === "must") ?? failures[0] ?? lessons[0];
}

export function lessonOf(
  one: CaseResult,
  { target, process, cases }: CheckResult,
  catalogue: Texts,
  language: Language,
): Lesson {
  const { id, fix: fixId, prevalence } = caseOf(one.id);
  const failed = faultOf(one);
  const verdicts = new Verdicts(cases);
  const advice = failed && adviceOf(id, failed, verdicts);
  const { why, fix } = advice === undefined ? catalogue.cases[id] : catalogue.advice[advice];
  const idioms = failed === undefined ? [] : idiomsOf(id, failed, advice);
  return {
    id,
    level: one.level,
    profile: one.profile,
    clause: one.clause,
    isFlaky: one.verdict === "pass",
    clauseWords: catalogue.clauses[one.clause],
    requirement: catalogue.cases[id].requirement,
    happened: happenedIn(one, catalogue),
    why,
    idiom: idiomIn(process?.language, idioms, catalogue, language),
    fix,
    code: codeFor(process?.language, (advice && ADVICE[advice]) ?? fixId),
    cause: causeKey(id, failed?.fault, advice, verdicts),
    prevalence: prevalence && `${capitalized(catalogue.prevalence(prevalence.fails, prevalence.tried))}.`,
    replay: replayOf(id, target),
    rows: traceRows(one.trace, catalogue, language, failed?.parameters["bytes"]),
  };
}

function codeFor(language: CodeLanguage | undefined, fix: FixId | undefined): Code | undefined {
  if (language === undefined || fix === undefined) return undefined;
  return { language: CODE_LANGUAGE_NAMES[language], lines: FIXES[language][fix] };
}

function idiomIn(
  code: CodeLanguage | undefined,
  ids: ReturnType<typeof idiomsOf>,
  { idioms }: Texts,
  language: Language,
): Lesson["idiom"] {
  if (code === undefined) return undefined;
  const text = ids.flatMap((id) => idioms[code][id] ?? []).join(" ");
  return text === "" ? undefined : { label: PHRASES[language].inCode(CODE_LANGUAGE_NAMES[code]), text };
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
