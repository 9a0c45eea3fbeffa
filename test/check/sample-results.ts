/** Results of cases and of a check as a test wants them. */
import { caseOf } from "../../src/check/cases/registry.ts";
import { gradeAll, gradeProfiles } from "../../src/check/grade.ts";
import type { CaseResult, CheckResult } from "../../src/check/result.ts";

type Verdict = CaseResult["verdict"];

export function caseResult(id: string, verdict: Verdict): CaseResult {
  const { clause, level, profile } = caseOf(id);
  const common = { id, clause, level, profile, isFlaky: false, seconds: 0.1, trace: [] };
  switch (verdict) {
    case "pass":
      return { ...common, verdict };
    case "fail":
      return { ...common, verdict, fault: "silent", parameters: {} };
    case "skip":
      return { ...common, verdict, why: "prerequisite", on: "connect" };
    case "error":
      return { ...common, verdict, code: "EMFILE", message: "no more file descriptors" };
  }
}

export function checkResult(verdicts: Readonly<Record<string, Verdict>>): CheckResult {
  const cases = Object.entries(verdicts).map(([id, verdict]) => caseResult(id, verdict));
  const profiles = gradeProfiles(cases);
  return {
    schema: 2,
    target: { host: "127.0.0.1", port: 45_000 },
    startedAt: "2026-11-22T12:00:00.000Z",
    seconds: 1,
    cases,
    profiles,
    passes: profiles.every(({ passes }) => passes),
    grade: gradeAll(profiles),
    observations: {},
  };
}
