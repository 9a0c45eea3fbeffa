/** How much two series of slices differ, with a 95 % interval by resampling blocks of them. Pure and repeatable. */

export interface Difference {
  readonly a: number;
  readonly b: number;
  /** `b / a - 1`. */
  readonly change: number;
  /** 95 % of the resampled changes; null if the series are too short. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Neighbouring slices resemble each other, so whole blocks are drawn: four slices are a second. */
const BLOCK = 4;
/** Fewer would repeat the same few blocks. */
const FEWEST_SLICES = 16;
const RESAMPLES = 2000;
const TAIL = 0.025;

/** @returns undefined if either series is empty or all of `a` is 0 */
export function difference(
  a: readonly number[],
  b: readonly number[],
  statistic: (values: readonly number[]) => number,
): Difference | undefined {
  const [ofA, ofB] = [statistic(a), statistic(b)];
  if (a.length === 0 || b.length === 0 || !(ofA > 0)) return undefined;
  const change = ofB / ofA - 1;
  if (Math.min(a.length, b.length) < FEWEST_SLICES) return { a: ofA, b: ofB, change, interval: null };
  const random = randomFrom(1);
  const changes: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    const drawnA = statistic(resample(a, random));
    changes.push(statistic(resample(b, random)) / drawnA - 1);
  }
  changes.sort((one, other) => one - other);
  const at = (share: number) => changes[Math.round(share * (RESAMPLES - 1))] ?? change;
  return { a: ofA, b: ofB, change, interval: [at(TAIL), at(1 - TAIL)] };
}

/** As many values, in blocks that begin anywhere; the series continues at its beginning. */
function resample(values: readonly number[], random: () => number): readonly number[] {
  const drawn: number[] = [];
  while (drawn.length < values.length) {
    const start = Math.floor(random() * values.length);
    for (let at = 0; at < BLOCK && drawn.length < values.length; at++) {
      drawn.push(values[(start + at) % values.length] as number);
    }
  }
  return drawn;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Mulberry32: the same result of the same files each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
