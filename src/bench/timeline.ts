/** Slices of the measured time, as the threads post them → points of rate and latency over time. */
import { errorTotal } from "./errors.ts";
import { SLICE_MS } from "./messages.ts";
import { isResolved } from "./percentiles.ts";
import { type BenchRecord, EMPTY_RECORD, mergeRecords } from "./record.ts";
import { percentileNs } from "./tally.ts";

export interface Point {
  /** The middle of the slice. */
  readonly atSeconds: number;
  readonly repliesPerSecond: number;
  /** Null if there are too few replies. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly errors: number;
}

export class Timeline {
  /** The last slice number of each thread. */
  readonly #latest: number[];
  readonly #open = new Map<number, Slice>();
  readonly points: Point[] = [];
  /** Everything so far. */
  total: BenchRecord = EMPTY_RECORD;

  constructor(threads: number) {
    this.#latest = new Array<number>(threads).fill(-1);
  }

  /** @returns the points of slices that are now complete */
  add(thread: number, slice: number, lengthMs: number, part: BenchRecord): readonly Point[] {
    this.total = mergeRecords(this.total, part);
    const known = this.#open.get(slice) ?? { record: EMPTY_RECORD, repliesPerSecond: 0 };
    this.#open.set(slice, {
      record: mergeRecords(known.record, part),
      repliesPerSecond: known.repliesPerSecond + (part.replies * 1000) / lengthMs,
    });
    this.#latest[thread] = slice;
    const until = Math.min(...this.#latest);
    const complete = [...this.#open.keys()].filter((each) => each <= until).sort((one, other) => one - other);
    const points = complete.map((each) => pointOf(each, this.#open.get(each) ?? known));
    for (const each of complete) this.#open.delete(each);
    this.points.push(...points);
    return points;
  }

  /** The rest of a stage, which belongs to no slice. */
  addRest(rest: BenchRecord): void {
    this.total = mergeRecords(this.total, rest);
  }
}

/** One slice, merged over the threads. */
interface Slice {
  readonly record: BenchRecord;
  readonly repliesPerSecond: number;
}

function pointOf(slice: number, { record, repliesPerSecond }: Slice): Point {
  const { latency, timings } = record;
  const at = (percentile: number) =>
    isResolved(percentile, timings) ? percentileNs(latency, percentile) / 1e6 : null;
  return {
    atSeconds: ((slice + 0.5) * SLICE_MS) / 1000,
    repliesPerSecond,
    p50Ms: at(50),
    p99Ms: at(99),
    errors: errorTotal(record.errors),
  };
}
