/** Whether a server shows old seconds to requests that come close together: what holds in spite of it. */
import { boundOf, isEmpty, middleOf, near, type Readings } from "./bound.ts";
import { type Allowance, type Interval, intervalOf, type Reading } from "./reading.ts";

/** A request shares no cached second with another that was sent so long before. */
export const ALONE_MS = 400;

/** Less than this between two delays on the same way may be chance. */
const LEAST_MS = 0.1;

/**
 * What the readings allow if only a request that came alone was surely answered from a fresh clock. An old second may
 * come from a cache; a new one proves in any case that the clock had reached it.
 */
export function boundOfAlone(readings: Readings, allowance: Allowance): Interval {
  const atMs = lastMs(readings);
  const { lowMs } = boundOf(readings, allowance, atMs);
  const [first, ...more] = aloneOf(readings);
  const { highMs } = near(boundOf([first ?? readings[0], ...more], allowance, atMs), lowMs);
  return { lowMs, highMs };
}

/**
 * Whether a request that came alone got a new second, although one that was sent later, close to others, got the old
 * one; and its own round trip does not explain it. That is not certain, because the shortest round trip need not be
 * the shortest in both directions, so the usual variation of round trips is allowed for.
 */
export function isSuspicious(readings: Readings, allowance: Allowance): boolean {
  const atMs = lastMs(readings);
  const bound = boundOf(readings, allowance, atMs);
  const roundTrips = readings.map(roundTripOf).sort((one, other) => one - other);
  const least = roundTrips[0] ?? 0;
  const usual = (roundTrips[roundTrips.length >> 1] ?? 0) - least;
  const margin = Math.max(LEAST_MS, least / 10, usual);
  return aloneOf(readings).some((reading) => {
    const { lowMs } = near(intervalOf(reading, allowance, atMs), middleOf(bound));
    // If it was under way for no longer than the fastest there, its clock was read a least round trip before its receipt.
    return isEmpty({ lowMs: lowMs + least - margin, highMs: bound.highMs });
  });
}

/** @returns the readings whose request was sent long after every other */
function aloneOf(readings: Readings): readonly Reading[] {
  return readings.filter(({ sentMs }) => {
    return !readings.some((other) => other.sentMs < sentMs && other.sentMs > sentMs - ALONE_MS);
  });
}

function roundTripOf({ sentMs, receivedMs }: Reading): number {
  return receivedMs - sentMs;
}

function lastMs(readings: Readings): number {
  return (readings.at(-1) ?? readings[0]).receivedMs;
}
