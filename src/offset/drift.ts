/** Bounds of an offset at several instants → by how much the rates of the two clocks differ. */

/** The offset is at least, or below, a value at an instant. */
export interface Limit {
  readonly atMs: number;
  readonly offsetMs: number;
}

/** Millionths by which the server's clock is faster. */
export interface Drift {
  readonly lowPpm: number;
  readonly highPpm: number;
}

/**
 * Every rate at which some straight line stays above all of `lows` and below all of `highs`: a line of a rate exists
 * if and only if that rate keeps each low below each high. There is no such rate if `lowPpm` is over `highPpm`.
 */
export function driftOf(lows: readonly Limit[], highs: readonly Limit[]): Drift {
  let lowPpm = -Infinity;
  let highPpm = Infinity;
  for (const low of lows) {
    for (const high of highs) {
      const elapsed = high.atMs - low.atMs;
      const ppm = (1e6 * (high.offsetMs - low.offsetMs)) / elapsed;
      if (elapsed > 0) highPpm = Math.min(highPpm, ppm);
      else if (elapsed < 0) lowPpm = Math.max(lowPpm, ppm);
      else if (low.offsetMs >= high.offsetMs) return { lowPpm: Infinity, highPpm: -Infinity };
    }
  }
  return { lowPpm, highPpm };
}
