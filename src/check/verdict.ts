/** Tries of a case → its result. Pure. */
import type { Attempt } from "./attempt.ts";
import type { Case } from "./case.ts";
import type { CaseResult } from "./result.ts";

type Placed = Pick<Case, "id" | "clause" | "level" | "profile">;

/** Why a case is not tried. */
export interface Blocked {
  readonly why: "prerequisite" | "server-gone";
  readonly on: string;
}

/** A try, and whether its fail is one: not that of a hurried try, or of one in doubtful company. */
export interface Try extends Attempt {
  readonly counts: boolean;
}

function placeOf({ id, clause, level, profile }: Placed): Placed {
  return { id, clause, level, profile };
}

export function skipped(each: Placed, { why, on }: Blocked): CaseResult {
  return { ...placeOf(each), isFlaky: false, seconds: 0, trace: [], verdict: "skip", why, on };
}

/** The last try decides; the trace shown is that of a failed try, if one failed. */
export function resultOf(each: Placed, tries: readonly [Try, ...Try[]]): CaseResult {
  const last = tries.at(-1) ?? tries[0];
  const seconds = tries.reduce((sum, one) => sum + one.seconds, 0);
  const result = { ...placeOf(each), isFlaky: false, ...last.tried, trace: last.trace, seconds };
  // Show the first failure: a later one may only be a consequence of it.
  const failed = tries.find(({ tried, counts }) => tried.verdict === "fail" && counts);
  if (failed?.tried.verdict !== "fail") return result;
  const { fault, parameters } = failed.tried;
  const shown = { ...placeOf(each), seconds, trace: failed.trace };
  if (last.tried.verdict === "fail") return { ...shown, isFlaky: false, ...failed.tried };
  if (last.tried.verdict !== "pass") return result;
  return { ...shown, isFlaky: true, verdict: "pass", firstTry: { fault, parameters } };
}

/** The case in which the server died: a fail, whatever it found before. */
export function died(result: CaseResult): CaseResult {
  if (result.verdict === "fail") return result;
  const { id, clause, level, profile, seconds, trace } = result;
  const place = { id, clause, level, profile, seconds, trace };
  return { ...place, isFlaky: false, verdict: "fail", fault: "died", parameters: {} };
}
