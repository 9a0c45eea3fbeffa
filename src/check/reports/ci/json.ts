/** The report for programs; `check-result.schema.json` documents it. */

import { visibleJson } from "../../../text/visible.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { sentenceOf } from "../lesson.ts";

/** @param english the English catalogue: programs read this, whatever their user's language is */
export function jsonReport(result: CheckResult, english: Texts): string {
  const { schema, target, startedAt, seconds, cases, profiles, passes, grade, observations, process } =
    result;
  const value = {
    schema,
    target,
    startedAt,
    seconds,
    cases: Object.fromEntries(cases.map((one) => [one.id, caseValue(one, english)])),
    profiles: Object.fromEntries(profiles.map(({ profile, ...counts }) => [profile, counts])),
    passes,
    // Without a verdict there is no grade.
    grade: result.notJudged === undefined && result.isInterrupted === undefined ? grade : null,
    weights: result.weights ?? null,
    title: result.title ?? null,
    observations,
    process: process === undefined ? null : { ...process, language: process.language ?? null },
    notJudged: result.notJudged ? { ...result.notJudged, text: english.notJudged(result.notJudged) } : null,
    isInterrupted: result.isInterrupted ?? false,
  };
  return `${visibleJson(value)}\n`;
}

function caseValue(one: CaseResult, english: Texts): object {
  return {
    verdict: one.verdict,
    level: one.level,
    profile: one.profile,
    clause: one.clause,
    why: sentenceOf(one, english) ?? null,
    fault: one.verdict === "fail" ? one.fault : null,
    ...detailOf(one),
    flaky: one.isFlaky,
    seconds: one.seconds,
    trace: one.trace,
  };
}

/** What only one verdict has. */
function detailOf(one: CaseResult): object {
  switch (one.verdict) {
    case "pass":
      return {};
    case "fail":
      return { parameters: one.parameters };
    case "skip":
      return { reason: one.why, on: one.on ?? null };
    case "error":
      return { code: one.code };
  }
}
