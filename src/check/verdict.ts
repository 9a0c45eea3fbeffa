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

function placeOf({ id, clause, level, profile }: Placed): Placed {
  return { id, clause, level, profile };
}

export function skipped(each: Placed, { why, on }: Blocked): CaseResult {
  return { ...placeOf(each), isFlaky: false, seconds: 0, trace: [], verdict: "skip", why, on };
}

/** The verdict of one or two tries; the trace shown is that of a failed try, if one failed. */
export function resultOf(each: Placed, first: Attempt, again?: Attempt): CaseResult {
  const place = placeOf(each);
  if (again === undefined)
    return { ...place, isFlaky: false, ...first.tried, ...wireOf(first, first.seconds) };
  const seconds = first.seconds + again.seconds;
  if (first.tried.verdict !== "fail")
    return { ...place, isFlaky: false, ...again.tried, ...wireOf(again, seconds) };
  // Show the first failure: the second may only be a consequence of the first.
  if (again.tried.verdict === "fail")
    return { ...place, isFlaky: false, ...first.tried, ...wireOf(first, seconds) };
  if (again.tried.verdict !== "pass")
    return { ...place, isFlaky: false, ...again.tried, ...wireOf(again, seconds) };
  const { fault, parameters } = first.tried;
  return {
    ...place,
    isFlaky: true,
    verdict: "pass",
    firstTry: { fault, parameters },
    ...wireOf(first, seconds),
  };
}

function wireOf({ trace }: Attempt, seconds: number) {
  return { trace, seconds };
}
