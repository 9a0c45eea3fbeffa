/** A server may cache its reply, and show an old second to requests that come close together: what holds in spite of it. */
import { type Bound, boundOf, modulo, QUARTER_MS, type Readings } from "./bound.ts";
import type { Allowance, Reading } from "./reading.ts";

/** A request shares no cached second with another that was answered so long before. */
export const ALONE_MS = 400;

const DAY_S = 86_400;
const QUARTER_S = QUARTER_MS / 1000;

/**
 * What the readings allow if the server reads its clock only for a request that finds the cached second too old. A new
 * second proves in any case that the clock had reached it. An old one was read when the cache was filled: not before the
 * last request that came alone, and not before the longest time for which a second can have been cached.
 */
export function boundIfCached(readings: Readings, allowance: Allowance, atMs?: number): Bound {
  const alone = new Set(aloneOf(readings));
  const longestMs = longestCacheMs(readings);
  const filled = (reading: Reading): Reading => {
    if (alone.has(reading)) return reading;
    const aloneMs = latestMs([...alone].filter(({ sentMs }) => sentMs <= reading.sentMs));
    return { ...reading, sentMs: Math.max(aloneMs, reading.sentMs - longestMs) };
  };
  const [first, ...more] = readings;
  return boundOf([filled(first), ...more.map(filled)], allowance, atMs);
}

/**
 * A second is not cached for longer: when a request that came alone got one second, and a later one the next, the cache
 * had ended by then.
 */
export function longestCacheMs(readings: Readings): number {
  let longestMs = ALONE_MS;
  for (const { sentMs, second } of aloneOf(readings)) {
    for (const later of readings) {
      const ahead = modulo(later.second - second, DAY_S);
      const isNew = later.sentMs > sentMs && ahead > 0 && ahead < DAY_S / 2;
      if (isNew) longestMs = Math.min(longestMs, later.receivedMs - sentMs);
    }
  }
  return longestMs;
}

/** Whether a second followed a later one on its connection: a cache shows seconds late, and a clock that was set back does this. */
export function goesBack(readings: Readings): boolean {
  return readings.some(({ second, connection }, index) => {
    const before = readings[index - 1];
    return before?.connection === connection && modulo(second - before.second, QUARTER_S) > QUARTER_S / 2;
  });
}

/** @returns the readings whose request was sent long after every other was answered */
function aloneOf(readings: Readings): readonly Reading[] {
  return readings.filter(({ sentMs }) => {
    return !readings.some((other) => other.sentMs < sentMs && other.receivedMs > sentMs - ALONE_MS);
  });
}

function latestMs(readings: readonly Reading[]): number {
  return Math.max(...readings.map(({ sentMs }) => sentMs));
}
