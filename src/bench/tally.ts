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

/** Its layout of buckets, which the counts below share. */
const LAYOUT = newHistogram();
const BUCKETS = LAYOUT.countsArrayIndex(MAX_NS) + 1;
/** A bucket's width doubles with each power of two from 2,048 on: 2^10 buckets for each. */
const SUB_BUCKET_BITS = 10;
const UNIT_VALUES = (1 << (SUB_BUCKET_BITS + 1)) - 1;
/** Up to this the layout can be computed in 32 bits. */
const MAX_FAST_MS = 2000;

export class Tally {
  readonly #counts = new Float64Array(BUCKETS);
  #first = BUCKETS;
  #last = -1;
  maxNs = 0;

  /** Counts `count` times the duration of `ms`. */
  add(ms: number, count: number): void {
    const isFast = ms >= 0 && ms < MAX_FAST_MS;
    const ns = isFast
      ? (ms * NS_PER_MS + 0.5) | 0
      : ms > 0
        ? Math.min(Math.round(ms * NS_PER_MS), MAX_NS)
        : 0;
    const bucket = isFast ? fastBucketOf(ns) : LAYOUT.countsArrayIndex(ns);
    this.#counts[bucket] = (this.#counts[bucket] as number) + count;
    if (bucket < this.#first) this.#first = bucket;
    if (bucket > this.#last) this.#last = bucket;
    if (ns > this.maxNs) this.maxNs = ns;
  }

  /** A copy. */
  data(): TallyData {
    if (this.#last < 0) return NOTHING;
    return {
      first: this.#first,
      counts: this.#counts.slice(this.#first, this.#last + 1),
      maxNs: this.maxNs,
    };
  }

  clear(): void {
    this.#counts.fill(0, this.#first, this.#last + 1);
    this.#first = BUCKETS;
    this.#last = -1;
    this.maxNs = 0;
  }
}

/** The library's countsArrayIndex for values below 2^31. */
function fastBucketOf(ns: number): number {
  const doublings = 31 - Math.clz32(ns | UNIT_VALUES) - SUB_BUCKET_BITS;
  return (doublings << SUB_BUCKET_BITS) + (ns >>> doublings);
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

/** The lowest value that is counted in the bucket, in nanoseconds. */
export function lowestOf(bucket: number): number {
  return LAYOUT.valueFromIndex(bucket);
}

/** The value that `percentile` percent do not exceed, without the library's histogram, whose memory is large. */
export function percentileNs(data: TallyData, percentile: number): number {
  // Rounded first: a product such as 0.07 * 100 is a little more than the whole number that it should be.
  const wanted = Math.max(1, Math.ceil(Number(((percentile / 100) * countOf(data)).toPrecision(14))));
  let count = 0;
  for (let at = 0; at < data.counts.length; at++) {
    count += data.counts[at] as number;
    if (count >= wanted)
      return Math.min(LAYOUT.highestEquivalentValue(lowestOf(data.first + at)), data.maxNs);
  }
  return data.maxNs;
}
