/** Readings → the interval that all of them allow, or that there is no such interval. */
import { type Allowance, type Interval, intervalOf, type Reading } from "./reading.ts";

/**
 * Time zones differ by whole quarter hours, and replies have no day. So offsets are compared on a circle of a quarter
 * of an hour: midnight, a change to daylight-saving time and a 12-hour clock leave the offset there as it is.
 */
export const QUARTER_MS = 900_000;
export const QUARTERS_A_DAY = 96;

export type Readings = readonly [Reading, ...Reading[]];

/**
 * The interval that the readings allow, as near as possible to the first of them; empty if `lowMs` is not below `highMs`.
 * @param atMs for which instant: that of the last reading if left out
 */
export function boundOf(
  readings: Readings,
  allowance: Allowance,
  atMs: number = (readings.at(-1) ?? readings[0]).receivedMs,
): Interval {
  const first = intervalOf(readings[0], allowance, atMs);
  let { lowMs, highMs } = first;
  for (const reading of readings) {
    const interval = near(intervalOf(reading, allowance, atMs), middleOf(first));
    lowMs = Math.max(lowMs, interval.lowMs);
    highMs = Math.min(highMs, interval.highMs);
  }
  return { lowMs, highMs };
}

/** The interval moved by whole quarter hours, so that its middle is as near as possible to an offset. */
export function near(interval: Interval, offsetMs: number): Interval {
  return moved(interval, -Math.round((middleOf(interval) - offsetMs) / QUARTER_MS) * QUARTER_MS);
}

/** Moves an interval by so much. */
export function moved({ lowMs, highMs }: Interval, byMs: number): Interval {
  return { lowMs: lowMs + byMs, highMs: highMs + byMs };
}

export function isEmpty({ lowMs, highMs }: Interval): boolean {
  return lowMs >= highMs;
}

/** @returns how many of the readings, from the first on, allow an interval together */
export function consistentCount(readings: readonly Reading[], allowance: Allowance): number {
  const atMs = readings.at(-1)?.receivedMs;
  for (let count = 1; count <= readings.length; count++) {
    const [first, ...more] = readings.slice(0, count);
    if (first !== undefined && isEmpty(boundOf([first, ...more], allowance, atMs))) return count - 1;
  }
  return readings.length;
}

/** @returns the index of the first reading from which all that follow allow an interval together */
export function consistentFrom(readings: Readings, allowance: Allowance): number {
  const atMs = readings.at(-1)?.receivedMs;
  return readings.findIndex((first, index) => {
    return !isEmpty(boundOf([first, ...readings.slice(index + 1)], allowance, atMs));
  });
}

export function middleOf({ lowMs, highMs }: Interval): number {
  return (lowMs + highMs) / 2;
}

/** Never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
