/** What the threads count, in memory that the main thread reads: one row of numbers per thread. */
import { REFUSED_LINES } from "../protocol/request.ts";

/** Every session ends for exactly one of these; also the names in the log. */
export const CLOSE_REASONS = [
  "quit",
  "client-closed",
  "reset",
  "line-too-long",
  "http",
  "rtsp",
  "ssh",
  "tls",
  "proxy",
  "idle",
  "line-timeout",
  "stalled",
  "buffer-limit",
  "drained",
  "drain-timeout",
  "thread-died",
  "no-longer-allowed",
] as const;

/** Connections that were refused, by reason. */
export const REFUSALS = ["full", "address-full", "not-allowed", "proxy-header", "proxy-timeout"] as const;

/** Sessions that the client closed inside a line. Not a reason to close of its own: one cannot see it in the packets. */
export const UNFINISHED = "unfinished";

/** One line a counter. `opened` is the sum of all close reasons and of the sessions that are open. */
const NAMES = [
  "opened",
  ...REFUSALS,
  "proxyClosed",
  "bytesReceived",
  "bytesSent",
  "requests",
  ...REFUSED_LINES,
  UNFINISHED,
  "unsynchronised",
  "delayed",
  ...CLOSE_REASONS,
] as const;

export type Refusal = (typeof REFUSALS)[number];
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Sessions that ended as they should; every other reason is a fault. */
export const GOOD_ENDS: readonly CloseReason[] = ["quit", "client-closed", "drained"];

type CounterName = (typeof NAMES)[number];
type ByCounter = Readonly<Record<CounterName, number>>;
export type Counts = ByCounter;

/** Where each counter stands in its row. */
export const COUNTER = Object.fromEntries(NAMES.map((name, index) => [name, index])) as ByCounter;

export const ROW_BYTES = NAMES.length * Float64Array.BYTES_PER_ELEMENT;

/** The row of one thread. Only one thread at a time adds to a row, so an addition needs no lock. */
export class Counters {
  readonly #row: Float64Array;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#row = new Float64Array(memory, thread * ROW_BYTES, NAMES.length);
  }

  /** @param counter of COUNTER */
  add(counter: number, count: number): void {
    this.#row[counter] = (this.#row[counter] as number) + count;
  }

  read(counter: number): number {
    return this.#row[counter] as number;
  }
}

/** Close reasons that are sent to the peer in an ERROR line, as its mistake. */
const ERROR_REASONS = [
  "line-too-long",
  "http",
  "rtsp",
  "ssh",
  "tls",
  "proxy",
  "idle",
  "line-timeout",
] as const;

/** ERROR lines within sessions. */
export function errorsOf(counts: Counts): number {
  return (
    ERROR_REASONS.reduce((sum, reason) => sum + counts[reason], counts.unsynchronised) +
    refusedLinesOf(counts)
  );
}

/** Lines that were not served. */
export function refusedLinesOf(counts: Counts): number {
  return REFUSED_LINES.reduce((sum, kind) => sum + counts[kind], 0);
}

export function refusalsOf(counts: Counts): number {
  return REFUSALS.reduce((sum, refusal) => sum + counts[refusal], 0);
}

/** The sums over all threads. */
export function readCounts(rows: readonly Counters[]): Counts {
  const sums = NAMES.map((name) => [name, rows.reduce((sum, row) => sum + row.read(COUNTER[name]), 0)]);
  return Object.fromEntries(sums) as Counts;
}
