/** What the last seconds of a measurement allow, and at which instant of them the interval is narrowest. */
import { boundOf, isEmpty, type Readings } from "./bound.ts";
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
 * When the interval is narrowest, of the instants at which a reply of the last 2.5 s came: as long as no reply is near the
 * change of the server's second, the uncertain rate makes it wider. The last one if they contradict each other.
 */
export function bestInstantOf(readings: Readings, allowance: Allowance): number {
  const last = boundOf(readings, allowance);
  if (isEmpty(last)) return last.atMs;
  return recentOf(readings)
    .map(({ receivedMs }) => boundOf(readings, allowance, receivedMs))
    .filter((bound) => !isEmpty(bound))
    .reduce((a, b) => (b.highMs - b.lowMs < a.highMs - a.lowMs ? b : a), last).atMs;
}

/**
 * What the last 2.5 s alone allow at an instant: even if the clock was set before them, unseen, the offset is in this
 * interval. Undefined if they contradict each other: then no step before them explains that.
 */
export function boundIfSet(readings: Readings, allowance: Allowance, atMs: number): Interval | undefined {
  const bound = boundOf(recentOf(readings), allowance, atMs);
  return isEmpty(bound) ? undefined : bound;
}
