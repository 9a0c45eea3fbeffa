/** Whether an interval meets a goal. Pure. */
import type { Estimate } from "../statistics.ts";

/**
 * `met`: the whole interval meets the goal. `reached`: its better end does, which counts as met. `unclear`: the same,
 * but the interval is too wide to decide. `missed`: no part of it does.
 */
export type Verdict = "met" | "reached" | "missed" | "unclear" | "not judged";

export interface GoalLine {
  readonly work: string;
  readonly goal: string;
  readonly measured: string;
  readonly verdict: Verdict;
}

interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The largest ratio of high to low at which an interval decides anything. */
const WIDEST = 1.5;

export function judge({ interval }: Estimate, { atLeast, atMost }: Bound): Verdict {
  if (interval === undefined) return "not judged";
  const ends = interval.map(
    (end) => (atLeast === undefined || end >= atLeast) && (atMost === undefined || end <= atMost),
  );
  if (ends.every(Boolean)) return "met";
  if (!ends.some(Boolean)) return "missed";
  const [low, high] = interval;
  return low <= 0 || high / low > WIDEST ? "unclear" : "reached";
}
