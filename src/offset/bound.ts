/** Readings → the interval that all of them allow, or that there is no such interval. */
import {
  contradictionOf,
  type Drift,
  driftOf,
  isPossible,
  type Limits,
  limitsOf,
  offsetAt,
  within,
} from "./drift.ts";
import { type Allowance, type Interval, intervalOf, MOST_DRIFT_PPM, type Reading } from "./reading.ts";

/**
 * Time zones differ by whole quarter hours, and replies have no day. So offsets are compared on a circle of a quarter
 * of an hour: midnight, a change to daylight-saving time and a 12-hour clock leave the offset there as it is.
 */
export const QUARTER_MS = 900_000;
export const QUARTERS_A_DAY = 96;

export type Readings = readonly [Reading, ...Reading[]];

/** The offset at an instant, and the rates at which the two clocks may differ. */
export interface Bound extends Interval {
  readonly atMs: number;
  readonly drift: Drift;
}

/**
 * What the readings allow, as near as possible to the first of them: all straight lines between their limits, offset over
 * time, whose rate is within the allowance. If there is none, `lowMs` is not below `highMs`: the limits contradict each
 * other by so much at least.
 * @param atMs for which instant: that of the last reading if left out
 */
export function boundOf(readings: Readings, allowance: Allowance, atMs: number = lastOf(readings)): Bound {
  const limits = limitsAt(readings, allowance, atMs);
  const drift = within(driftOf(limits), allowance.driftPpm);
  if (isPossible(drift)) return { ...offsetAt(limits, drift, atMs), atMs, drift };
  const { ppm } = contradictionOf(limits, anyRate(allowance.driftPpm));
  const nearest = { lowPpm: ppm, highPpm: ppm };
  return { ...offsetAt(limits, nearest, atMs), atMs, drift: nearest };
}

/** The interval at a later instant: until then the clocks drift apart. */
export function laterBound({ lowMs, highMs, atMs, drift }: Bound, laterMs: number): Interval {
  const elapsed = (laterMs - atMs) / 1e6;
  return { lowMs: lowMs + drift.lowPpm * elapsed, highMs: highMs + drift.highPpm * elapsed };
}

/** The least offset at the last reading that the lower limits allow by themselves, whatever the rates of the clocks. */
export function lowestOf(readings: Readings, allowance: Allowance): number {
  const atMs = lastOf(readings);
  return offsetAt(limitsAt(readings, allowance, atMs), anyRate(mostOf(allowance.driftPpm)), atMs).lowMs;
}

/** By how much the limits contradict each other at least, whatever the rates of the clocks; 0 if they do not. */
export function latenessOf(readings: Readings, allowance: Allowance): number {
  const limits = limitsAt(readings, allowance, lastOf(readings));
  return Math.max(0, contradictionOf(limits, anyRate(mostOf(allowance.driftPpm))).ms);
}

function mostOf(driftPpm: number): number {
  return Math.max(driftPpm, MOST_DRIFT_PPM);
}

function anyRate(mostPpm: number): Drift {
  return { lowPpm: -mostPpm, highPpm: mostPpm };
}

/** The instant of the last reading. */
export function lastOf(readings: Readings): number {
  return (readings.at(-1) ?? readings[0]).receivedMs;
}

function limitsAt(readings: Readings, allowance: Allowance, atMs: number): Limits {
  const aimMs = middleOf(intervalOf(readings[0], allowance, atMs));
  const intervals = readings.map((reading) => near(intervalOf(reading, allowance, atMs), aimMs));
  return limitsOf(
    intervals.map(({ lowMs }, index) => ({ offsetMs: lowMs, atMs: readings[index]?.receivedMs ?? 0 })),
    intervals.map(({ highMs }, index) => ({ offsetMs: highMs, atMs: readings[index]?.sentMs ?? 0 })),
  );
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
  return leastOf(readings.length, (count) => !isConsistent(readings.slice(0, count + 1), allowance, atMs));
}

/** @returns the index of the first reading from which all that follow allow an interval together */
export function consistentFrom(readings: Readings, allowance: Allowance): number {
  return leastOf(readings.length, (index) => isConsistent(readings.slice(index), allowance));
}

function isConsistent([first, ...more]: readonly Reading[], allowance: Allowance, atMs?: number): boolean {
  return first === undefined || !isEmpty(boundOf([first, ...more], allowance, atMs));
}

/** @returns the least whole number from 0 on for which something holds, which then holds for all that are greater */
function leastOf(most: number, holds: (value: number) => boolean): number {
  let [from, to] = [0, most];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

export function middleOf({ lowMs, highMs }: Interval): number {
  return (lowMs + highMs) / 2;
}

/** Never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
