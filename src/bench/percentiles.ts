/** Which percentiles a number of timings resolves: at least ten timings must lie above a shown percentile. */

export const SHOWN_PERCENTILES = [50, 90, 99, 99.9, 99.99] as const;

const TIMINGS_ABOVE = 10;

/** Timings that a percentile needs: 20 for the median, 1,000 for p99, 100,000 for p99.99. */
export function timingsNeeded(percentile: number): number {
  // Rounded first: 100 - 99.99 is not 0.01 in binary.
  const above = Number((100 - percentile).toFixed(9));
  return above <= 0
    ? Number.POSITIVE_INFINITY
    : Math.ceil(Number(((TIMINGS_ABOVE * 100) / above).toFixed(6)));
}

export function isResolved(percentile: number, timings: number): boolean {
  return timings >= timingsNeeded(percentile);
}
