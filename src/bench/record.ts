/** What a run has measured, as one value that can be merged: threads into a run, slices of time into the whole. */
import { type Errors, mergeErrors } from "./errors.ts";
import type { ServerEnd } from "./server-life.ts";
import { mergeTallies, NOTHING, type TallyData } from "./tally.ts";

/** A load thread's measurements of itself, in the measured time only. */
export interface ThreadFacts {
  /** The measured time; if the server was gone or silent at its end, the time until then. */
  readonly elapsedMs: number;
  readonly serverEnd: ServerEnd;
  /** CPU time; undefined if the system does not report it. */
  readonly cpuMs: number | undefined;
  /** Time in which it was ready to run but the system ran something else. */
  readonly waitedForCpuMs: number | undefined;
  /** How late the thread's timers fired. */
  readonly loopDelay: TallyData;
  readonly clockResolutionNs: number;
  readonly timerResolutionMs: number;
}

export interface BenchRecord {
  /** Replies without an error. */
  readonly replies: number;
  /** Open loop: replies without an error that arrived within the measured time, whenever they were requested. */
  readonly arrived: number;
  /** Moments at which replies were timed: replies in one chunk share one. */
  readonly timings: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** From a request's scheduled time (open loop) or its send (closed loop; with --churn, from dialling). */
  readonly latency: TallyData;
  /** From the send of a request; empty in a closed loop, where it would be the same. */
  readonly uncorrected: TallyData;
  readonly connect: TallyData;
  readonly firstByte: TallyData;
  readonly errors: Errors;
  /** Open loop: requests sent late because no connection was free. */
  readonly lateByServer: number;
  /** Open loop: requests sent late although a connection was free. */
  readonly lateByGenerator: number;
  /** Open loop: requests that were due but not sent before the end. */
  readonly unsent: number;
  /** Requests of the measured time that got no answer; part of `latency` with the time that they waited. */
  readonly unanswered: number;
  /** The server's zone, in seconds east of UTC, learned from its first reply. */
  readonly zoneOffsetSeconds: number | undefined;
  readonly threads: readonly ThreadFacts[];
}

export const EMPTY_RECORD: BenchRecord = {
  replies: 0,
  arrived: 0,
  timings: 0,
  bytesReceived: 0,
  bytesSent: 0,
  latency: NOTHING,
  uncorrected: NOTHING,
  connect: NOTHING,
  firstByte: NOTHING,
  errors: {},
  lateByServer: 0,
  lateByGenerator: 0,
  unsent: 0,
  unanswered: 0,
  zoneOffsetSeconds: undefined,
  threads: [],
};

export function mergeRecords(one: BenchRecord, other: BenchRecord): BenchRecord {
  return {
    replies: one.replies + other.replies,
    arrived: one.arrived + other.arrived,
    timings: one.timings + other.timings,
    bytesReceived: one.bytesReceived + other.bytesReceived,
    bytesSent: one.bytesSent + other.bytesSent,
    latency: mergeTallies(one.latency, other.latency),
    uncorrected: mergeTallies(one.uncorrected, other.uncorrected),
    connect: mergeTallies(one.connect, other.connect),
    firstByte: mergeTallies(one.firstByte, other.firstByte),
    errors: mergeErrors(one.errors, other.errors),
    lateByServer: one.lateByServer + other.lateByServer,
    lateByGenerator: one.lateByGenerator + other.lateByGenerator,
    unsent: one.unsent + other.unsent,
    unanswered: one.unanswered + other.unanswered,
    zoneOffsetSeconds: one.zoneOffsetSeconds ?? other.zoneOffsetSeconds,
    threads: [...one.threads, ...other.threads],
  };
}
