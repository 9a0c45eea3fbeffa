/** Medians, and 95 % intervals that belong to the median: order statistics. Pure: numbers in, numbers out. */

export interface Estimate {
  readonly median: number;
  /** Undefined for fewer than two values. Always contains the median. */
  readonly interval: readonly [low: number, high: number] | undefined;
  /** `range`: lowest and highest value, because fewer than 6 values allow no 95 % interval. */
  readonly kind: "95 %" | "range";
  readonly count: number;
}

const CONFIDENCE = 0.95;

export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Assumes no distribution, so ratios, times and rates are all treated alike: the k-th lowest and the k-th highest
 * value enclose the true median unless fewer than k values fall on one of its sides, like heads in coin tosses.
 */
export function estimate(values: readonly number[]): Estimate {
  const sorted = ascending(values);
  const rank = rankFor(sorted.length);
  const at = Math.max(0, rank - 1);
  const [low, high] = [sorted[at], sorted[sorted.length - 1 - at]];
  return {
    median: median(values),
    interval: values.length < 2 || low === undefined || high === undefined ? undefined : [low, high],
    kind: rank === 0 ? "range" : "95 %",
    count: values.length,
  };
}

/** `left[i] / right[i]` for every round in which both are known and above 0. */
export function pairedRatios(
  left: readonly (number | undefined)[],
  right: readonly (number | undefined)[],
): readonly number[] {
  return left.flatMap((value, round) => {
    const other = right[round];
    return value !== undefined && other !== undefined && value > 0 && other > 0 ? [value / other] : [];
  });
}

/** The highest k for which the k-th lowest to the k-th highest of `count` values is a 95 % interval; 0 if none is. */
function rankFor(count: number): number {
  let probability = 0.5 ** count; // of exactly `rank` values below the median
  let below = 0; // the probability of fewer than `rank`
  let rank = 0;
  while (rank < count / 2 && 1 - 2 * (below + probability) >= CONFIDENCE) {
    below += probability;
    probability *= (count - rank) / (rank + 1);
    rank++;
  }
  return rank;
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((left, right) => left - right);
}
