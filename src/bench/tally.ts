/** Latencies counted by value, cheap enough for every batch: the buckets of an HdrHistogram of three digits. */

/** Two values in one bucket differ by less than 1/1024. */
const HALF = 1024;
const HALF_BITS = 10;
/** Values go up to 2^42 ns, 73 minutes; what is longer counts as that long. */
const OCTAVES = 32;
const MOST = 2 ** 42 - 1;
const NS_A_MS = 1e6;

/** A tally as it goes to another thread: the buckets from the first used to the last used one. */
export interface TallyData {
  readonly first: number;
  readonly counts: Float64Array;
  readonly maxNs: number;
}

export class Tally {
  #counts = new Float64Array((OCTAVES + 1) * HALF);
  #first = Number.POSITIVE_INFINITY;
  #last = -1;
  /** The longest, exactly. */
  maxNs = 0;

  /** Counts `count` times the duration of `ms`. */
  add(ms: number, count: number): void {
    const ns = ms > 0 ? Math.min(Math.round(ms * NS_A_MS), MOST) : 0;
    const index = bucketOf(ns);
    this.#counts[index] = (this.#counts[index] as number) + count;
    if (index < this.#first) this.#first = index;
    if (index > this.#last) this.#last = index;
    if (ns > this.maxNs) this.maxNs = ns;
  }

  merge({ first, counts, maxNs }: TallyData): void {
    if (counts.length === 0) return;
    for (let at = 0; at < counts.length; at++) {
      this.#counts[first + at] = (this.#counts[first + at] as number) + (counts[at] as number);
    }
    this.#first = Math.min(this.#first, first);
    this.#last = Math.max(this.#last, first + counts.length - 1);
    this.maxNs = Math.max(this.maxNs, maxNs);
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
    if (this.#last >= 0) this.#counts.fill(0, this.#first, this.#last + 1);
    this.#first = Number.POSITIVE_INFINITY;
    this.#last = -1;
    this.maxNs = 0;
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

/** Where a value is counted. Below 2048 a bucket is one nanosecond wide, above it 1024 buckets share an octave. */
export function bucketOf(ns: number): number {
  if (ns < 2 * HALF) return ns;
  if (ns < 2 ** 31) {
    const shift = 31 - HALF_BITS - Math.clz32(ns);
    return shift * HALF + (ns >>> shift);
  }
  const high = Math.floor(ns / HALF); // bit operations take 32 bits
  const shift = 31 - HALF_BITS - Math.clz32(high);
  return (shift + HALF_BITS) * HALF + (high >>> shift);
}

/** The least value that is counted there. */
export function leastOf(bucket: number): number {
  if (bucket < 2 * HALF) return bucket;
  const shift = Math.floor(bucket / HALF) - 1;
  return (bucket - shift * HALF) * 2 ** shift;
}
