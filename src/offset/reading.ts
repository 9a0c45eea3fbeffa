/** One reply as a fact: between two instants of our clock the server's clock was within the second that it shows. */

/** All instants are milliseconds of one monotonic clock. */
export interface Reading {
  /** Before the request was passed to the kernel, or before dialling if the server may read its clock then. */
  readonly sentMs: number;
  /** After its reply was received from the kernel. */
  readonly receivedMs: number;
  /** The second of the day that the reply shows, from 0; 86400 is 23:59:60. */
  readonly second: number;
  /** Counts the connections of a measurement. */
  readonly connection: number;
}

/** The offset, server minus monotonic clock: at least `lowMs` and below `highMs`. */
export interface Interval {
  readonly lowMs: number;
  readonly highMs: number;
}

export interface Allowance {
  /** How late the server may show a second: a coarse or cached clock. */
  readonly lateMs: number;
  /** By how much the rates of the two clocks may differ, in millionths; meanwhile the rate varies by `KEPT_PPM` at most. */
  readonly driftPpm: number;
}

export const NO_ALLOWANCE: Allowance = { lateMs: 0, driftPpm: 0 };

/** RFC 5905's PHI, in millionths: the rate of a clock that is kept right is off by less, and varies by less. */
export const KEPT_PPM = 15;

/** In millionths: the most of adjtimex(2)'s frequency, and what adjtime(3) slews by. */
export const MOST_DRIFT_PPM = 500;

export const SECOND_MS = 1_000;

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)$/;

/** @param text after `JAM `; undefined if it is not hh:mm:ss */
export function secondOfDay(text: string): number | undefined {
  const found = TIME_OF_DAY.exec(text);
  return found === null ? undefined : Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]);
}

/**
 * What a single reading proves for the instant `atMs`.
 *
 * The server's clock was in [second, second + 1) at an unknown instant from `sentMs` to `receivedMs`, and a clock
 * does not run backwards. So it was below second + 1 at `sentMs`, and had reached second at `receivedMs`. That
 * pipelined replies are in order adds nothing, because their instants of sending and receiving are in order as well.
 */
export function intervalOf(reading: Reading, { lateMs, driftPpm }: Allowance, atMs: number): Interval {
  const { sentMs, receivedMs, second } = reading;
  const drift = Math.min(driftPpm, KEPT_PPM) / 1e6;
  return {
    lowMs: second * SECOND_MS - receivedMs - drift * Math.abs(atMs - receivedMs),
    highMs: (second + 1) * SECOND_MS - sentMs + lateMs + drift * Math.abs(atMs - sentMs),
  };
}

/** The median; 0 of none. */
export function usualRoundTripMs(readings: readonly Reading[]): number {
  const roundTrips = readings.map(({ sentMs, receivedMs }) => receivedMs - sentMs).sort((a, b) => a - b);
  return roundTrips[roundTrips.length >> 1] ?? 0;
}
