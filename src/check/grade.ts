/** Case results → profiles and a grade. Pure. */
import { PROFILES } from "./case.ts";
import type { CaseResult, ProfileResult, Weights } from "./result.ts";

/** Of each profile that has a case among the results. */
export function gradeProfiles(cases: readonly CaseResult[]): readonly ProfileResult[] {
  return PROFILES.filter((profile) => cases.some((each) => each.profile === profile)).map((profile) => {
    const must = cases.filter((each) => each.profile === profile && each.level === "must");
    const should = cases.filter((each) => each.profile === profile && each.level === "should");
    const mustPassed = countPassed(must);
    return {
      profile,
      passes: mustPassed === must.length,
      mustPassed,
      mustTotal: must.length,
      shouldPassed: countPassed(should),
      shouldTotal: should.length,
    };
  });
}

/** The share of `must` cases passed, 0 to 1; 1 if there are none. */
export function gradeAll(profiles: readonly ProfileResult[]): number {
  const total = profiles.reduce((sum, { mustTotal }) => sum + mustTotal, 0);
  const passed = profiles.reduce((sum, { mustPassed }) => sum + mustPassed, 0);
  return total === 0 ? 1 : passed / total;
}

/** The weight of the cases passed among all that were tried, 0 to 1. */
export function gradeByWeight(cases: readonly CaseResult[], weights: Weights): number {
  const weigh = (those: readonly CaseResult[]) => those.reduce((sum, one) => sum + weightOf(one, weights), 0);
  const total = weigh(cases);
  return total === 0 ? 1 : weigh(cases.filter(({ verdict }) => verdict === "pass")) / total;
}

/** Without weights every `must` counts the same, and a `should` nothing. */
export function weightOf(
  { id, level }: Pick<CaseResult, "id" | "level">,
  weights: Weights | undefined,
): number {
  if (weights !== undefined) return weights[id] ?? 0;
  return level === "must" ? 1 : 0;
}

function countPassed(cases: readonly CaseResult[]): number {
  return cases.filter(({ verdict }) => verdict === "pass").length;
}
