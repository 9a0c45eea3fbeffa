/** What the last seconds of a measurement allow, and for which instant of them most is known. */
import { boundOf, isEmpty, lastOf, type Readings } from "./bound.ts";
import type { Allowance, Interval, Reading } from "./reading.ts";

/** A limit that is older is confirmed again. */
const RECENT_MS = 2_500;

/** The readings of the last 2.5 s. */
export function recentOf(readings: Readings): Readings {
  const latest = readings.reduce((a, b) => (b.sentMs > a.sentMs ? b : a));
  const [first = latest, ...more]: readonly Reading[] = readings.filter(({ sentMs }) => {
    return sentMs > latest.sentMs - RECENT_MS;
  });
  return [first, ...more];
}

/**
 * That instant of the last 2.5 s for which the readings allow least: as long as no reply is near the change of the server's
 * second, the uncertain rate makes the interval wider. The last one if they contradict each other.
 */
export function bestInstantOf(readings: Readings, allowance: Allowance): number {
  if (isEmpty(boundOf(readings, allowance))) return lastOf(readings);
  const bounds = recentOf(readings).map(({ receivedMs }) => boundOf(readings, allowance, receivedMs));
  return bounds.reduce((a, b) => (b.highMs - b.lowMs < a.highMs - a.lowMs ? b : a)).atMs;
}

/**
 * What the last 2.5 s alone allow at an instant: even if the clock was set before them, unseen, the offset is in this
 * interval. Undefined if they contradict each other: then no step before them explains that.
 */
export function boundIfSet(readings: Readings, allowance: Allowance, atMs: number): Interval | undefined {
  const bound = boundOf(recentOf(readings), allowance, atMs);
  return isEmpty(bound) ? undefined : bound;
}
