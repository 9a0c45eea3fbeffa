/** Medians, and 95 % intervals by Student's t. Pure: numbers in, numbers out. */

export interface Estimate {
  readonly median: number;
  /** The 95 % interval; undefined from fewer than two values. */
  readonly interval: readonly [low: number, high: number] | undefined;
  readonly count: number;
}

/** Student's t at 97.5 % for 1, 2, … degrees of freedom; beyond the table, close enough from above. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Of values that vary around a mean. */
export function estimate(values: readonly number[]): Estimate {
  return { median: median(values), interval: intervalOfMean(values), count: values.length };
}

/** Of positive values that vary by factors, as ratios do: the interval is that of their geometric mean. */
export function estimateOfRatios(ratios: readonly number[]): Estimate {
  const interval = intervalOfMean(ratios.map(Math.log));
  return {
    median: median(ratios),
    interval: interval && [Math.exp(interval[0]), Math.exp(interval[1])],
    count: ratios.length,
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

function intervalOfMean(values: readonly number[]): readonly [number, number] | undefined {
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (values.length - 1) / values.length);
  const t = T_975[Math.min(values.length - 1, T_975.length) - 1] ?? Number.NaN;
  return [mean - t * error, mean + t * error];
}
