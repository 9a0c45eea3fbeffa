/** What a check finds, and the result that follows from it. Pure, except for the time that it took. */
import { gradeAll, gradeProfiles } from "./grade.ts";
import type { NotJudged } from "./not-judged.ts";
import type { CaseResult, CheckResult, Observations } from "./result.ts";

/** What is found, and when: the rest of a result follows from it. */
export interface Found
  extends Partial<Pick<CheckResult, "target" | "process" | "notJudged" | "isInterrupted">> {
  readonly results?: ReadonlyMap<string, CaseResult>;
  readonly observations?: Observations;
}

/** A server on another port than the one asked for was reached, and fails `connect` alone. */
export function atAskedPort(result: CaseResult, asked: number, got: number): CaseResult {
  if (result.id !== "connect" || result.verdict !== "pass" || asked === got) return result;
  const { firstTry, ...rest } = result;
  return {
    ...rest,
    isFlaky: false,
    verdict: "fail",
    fault: "other-port",
    parameters: { expected: String(asked), got: String(got) },
  };
}

/** Without a first connection nothing is known of the server. */
export function judgeFailed(connect: CaseResult | undefined): NotJudged | undefined {
  if (connect?.verdict !== "error") return undefined;
  return { why: "judge-failed", code: connect.code, message: connect.message };
}

export function resultOf(
  found: Found & Pick<CheckResult, "target">,
  chosen: readonly string[],
  startedAt: Date,
): CheckResult {
  const { results = new Map(), observations = {}, ...rest } = found;
  const cases = chosen.map((id) => results.get(id)).filter((result) => result !== undefined);
  const profiles = gradeProfiles(cases);
  const isWhole = rest.notJudged === undefined && rest.isInterrupted === undefined;
  return {
    schema: 2,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    cases,
    profiles,
    passes: isWhole && profiles.every(({ passes }) => passes),
    grade: rest.notJudged === undefined ? gradeAll(profiles) : 0,
    observations,
    ...rest,
  };
}
