/** The offsets of several servers → the interval on which most of them agree (Marzullo), and who does not. */
import { middleOf, near } from "./bound.ts";
import type { Interval } from "./reading.ts";

export interface Majority {
  /** What all servers that agree allow. */
  readonly interval: Interval;
  /** By the index of the offset: whether it contains the interval. */
  readonly agrees: readonly boolean[];
  readonly count: number;
}

/**
 * The largest set of intervals with a common part, on the circle of a quarter of an hour. If two sets are as large,
 * the one with the shorter common part. Intervals that only touch do not overlap.
 */
export function majorityOf(offsets: readonly Interval[]): Majority | undefined {
  const candidates = offsets.map((candidate) => {
    // A common part begins where one of its intervals begins.
    const at = candidate.lowMs;
    const here = offsets.map((offset) => containing(offset, at));
    const agreeing = here.flatMap((offset) => (offset === undefined ? [] : [offset]));
    const highMs = Math.min(...agreeing.map((offset) => offset.highMs));
    const agrees = here.map((offset) => offset !== undefined);
    return { interval: { lowMs: at, highMs }, agrees, count: agreeing.length };
  });
  const width = ({ interval }: Majority) => interval.highMs - interval.lowMs;
  return candidates.toSorted((one, other) => other.count - one.count || width(one) - width(other))[0];
}

/** The interval, moved by whole quarter hours if necessary, if it contains the offset. */
function containing(interval: Interval, offsetMs: number): Interval | undefined {
  const moved = near(interval, offsetMs);
  return moved.lowMs <= offsetMs && offsetMs < moved.highMs ? moved : undefined;
}

/** More than half of all that were asked. */
export function isMajority({ count }: Majority, asked: number): boolean {
  return count * 2 > asked;
}

/** The offset in the middle. */
export function centreOf(interval: Interval): { readonly offsetMs: number; readonly boundMs: number } {
  return { offsetMs: middleOf(interval), boundMs: (interval.highMs - interval.lowMs) / 2 };
}
