/** Two results of one server → what got better and what got worse. Pure. */
import type { CheckResult } from "./result.ts";

export interface Comparison {
  /** Ids of cases that pass and did not before. */
  readonly better: readonly string[];
  /** Ids of cases that passed before and do not now. */
  readonly worse: readonly string[];
}

export function compareResults(before: CheckResult, now: CheckResult): Comparison {
  const passedBefore = passedIds(before);
  const passedNow = passedIds(now);
  return {
    better: passedNow.filter((id) => !passedBefore.includes(id)),
    worse: passedBefore.filter((id) => !passedNow.includes(id)),
  };
}

function passedIds(result: CheckResult): readonly string[] {
  return result.cases.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
}
