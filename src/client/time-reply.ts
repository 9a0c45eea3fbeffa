/** The reply that a caller gets. */

export interface ClockTime {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export interface TimeReply {
  /** What the server sent after `JAM `, unchanged: pass it through `escapeText` before printing it. */
  readonly text: string;
  /** The time of day, if the text is a valid hh:mm:ss. */
  readonly clock: ClockTime | undefined;
  /** From writing the request to reading its reply, to the microsecond. */
  readonly roundTripMs: number;
  /** `performance.now()` before the request was written, so before any byte of it was passed to the kernel. */
  readonly sentAtMs: number;
  /** `performance.now()` once its last byte had been read from the kernel, and before it was parsed. */
  readonly receivedAtMs: number;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;

export function makeTimeReply(text: string, sentAtMs: number, receivedAtMs: number): TimeReply {
  const found = CLOCK.exec(text);
  const clock = found && { hours: Number(found[1]), minutes: Number(found[2]), seconds: Number(found[3]) };
  const roundTripMs = Math.round((receivedAtMs - sentAtMs) * 1000) / 1000;
  return { text, clock: clock ?? undefined, roundTripMs, sentAtMs, receivedAtMs };
}
