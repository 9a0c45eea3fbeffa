/** Latencies counted by value, cheap enough for every batch: an HdrHistogram of three digits, in nanoseconds. */
import { Float64Histogram } from "hdr-histogram-js";

/** Values go up to 2^42 ns, 73 minutes; a longer one counts as that long. */
const MAX_NS = 2 ** 42 - 1;
const DIGITS = 3;
const NS_PER_MS = 1e6;

/** A tally as it goes to another thread: the counts from the first to the last used bucket. */
export interface TallyData {
  readonly first: number;
  readonly counts: Float64Array;
  /** The longest, exactly. */
  readonly maxNs: number;
}

/** Empty. Its counts are doubles: the library's default of 32 bits would overflow in a long run. */
export function newHistogram(): Float64Histogram {
  return new Float64Histogram(1, MAX_NS, DIGITS);
}

export class Tally {
  readonly #histogram = newHistogram();

  get maxNs(): number {
    return this.#histogram.maxValue;
  }

  /** Counts `count` times the duration of `ms`. */
  add(ms: number, count: number): void {
    const ns = ms > 0 ? Math.min(Math.round(ms * NS_PER_MS), MAX_NS) : 0;
    this.#histogram.recordValueWithCount(ns, count);
  }

  /** A copy. */
  data(): TallyData {
    const histogram = this.#histogram;
    if (histogram.totalCount === 0) return NOTHING;
    const first =
      histogram.getCountAtIndex(0) > 0 ? 0 : histogram.countsArrayIndex(histogram.minNonZeroValue);
    const counts = new Float64Array(histogram.countsArrayIndex(histogram.maxValue) + 1 - first);
    for (let at = 0; at < counts.length; at++) counts[at] = histogram.getCountAtIndex(first + at);
    return { first, counts, maxNs: histogram.maxValue };
  }

  clear(): void {
    if (this.#histogram.totalCount > 0) this.#histogram.reset();
  }
}

export const NOTHING: TallyData = { first: 0, counts: new Float64Array(0), maxNs: 0 };

export function mergeTallies(one: TallyData, other: TallyData): TallyData {
  if (one.counts.length === 0) return other;
  if (other.counts.length === 0) return one;
  const first = Math.min(one.first, other.first);
  const end = Math.max(one.first + one.counts.length, other.first + other.counts.length);
  const counts = new Float64Array(end - first);
  counts.set(one.counts, one.first - first);
  for (let at = 0; at < other.counts.length; at++) {
    const index = other.first + at - first;
    counts[index] = (counts[index] as number) + (other.counts[at] as number);
  }
  return { first, counts, maxNs: Math.max(one.maxNs, other.maxNs) };
}

export function countOf({ counts }: TallyData): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

const LAYOUT = newHistogram();

/** The lowest value that is counted in the bucket, in nanoseconds. */
export function lowestOf(bucket: number): number {
  return LAYOUT.valueFromIndex(bucket);
}
