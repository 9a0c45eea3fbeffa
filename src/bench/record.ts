/** What a run has measured, as one value that merges: threads into a run, slices of time into the whole. */
import { type Faults, mergeFaults } from "./faults.ts";
import { mergeTallies, NOTHING, type TallyData } from "./tally.ts";

/** What a thread of the generator knows of itself. Times are of the measured part alone. */
export interface ThreadFacts {
  readonly elapsedMs: number;
  /** Processor time; undefined where the system does not tell. */
  readonly cpuMs: number | undefined;
  /** Time in which it could have run, and the system let something else run. */
  readonly waitedForCpuMs: number | undefined;
  /** How late the thread's own timers fired. */
  readonly loopDelay: TallyData;
  readonly clockResolutionNs: number;
  readonly timerResolutionMs: number;
}

export interface BenchRecord {
  /** Replies in which nothing was wrong. */
  readonly replies: number;
  /** Moments at which replies were timed: replies that came in one chunk share one. */
  readonly timings: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** From when a request was due (open loop) or sent (closed loop; with --churn, its connection asked for). */
  readonly latency: TallyData;
  /** From when a request was sent; empty in a closed loop, where it would be the same. */
  readonly uncorrected: TallyData;
  readonly connect: TallyData;
  readonly firstByte: TallyData;
  readonly faults: Faults;
  /** Open loop: requests sent late because no connection was free, or because the generator was late itself. */
  readonly lateByServer: number;
  readonly lateByGenerator: number;
  /** Open loop: requests that were due and could not be sent before the end. */
  readonly unsent: number;
  /** The server's zone, in seconds east of UTC, as its first reply showed it. */
  readonly zoneOffsetSeconds: number | undefined;
  readonly threads: readonly ThreadFacts[];
}

export const EMPTY_RECORD: BenchRecord = {
  replies: 0,
  timings: 0,
  bytesIn: 0,
  bytesOut: 0,
  latency: NOTHING,
  uncorrected: NOTHING,
  connect: NOTHING,
  firstByte: NOTHING,
  faults: {},
  lateByServer: 0,
  lateByGenerator: 0,
  unsent: 0,
  zoneOffsetSeconds: undefined,
  threads: [],
};

export function mergeRecords(one: BenchRecord, other: BenchRecord): BenchRecord {
  return {
    replies: one.replies + other.replies,
    timings: one.timings + other.timings,
    bytesIn: one.bytesIn + other.bytesIn,
    bytesOut: one.bytesOut + other.bytesOut,
    latency: mergeTallies(one.latency, other.latency),
    uncorrected: mergeTallies(one.uncorrected, other.uncorrected),
    connect: mergeTallies(one.connect, other.connect),
    firstByte: mergeTallies(one.firstByte, other.firstByte),
    faults: mergeFaults(one.faults, other.faults),
    lateByServer: one.lateByServer + other.lateByServer,
    lateByGenerator: one.lateByGenerator + other.lateByGenerator,
    unsent: one.unsent + other.unsent,
    zoneOffsetSeconds: one.zoneOffsetSeconds ?? other.zoneOffsetSeconds,
    threads: [...one.threads, ...other.threads],
  };
}
