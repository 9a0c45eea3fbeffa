/** All readings of a server → its offset, or what their contradictions prove. */
import { boundOf, consistentCount, consistentFrom, isEmpty, middleOf, near, type Readings } from "./bound.ts";
import { ALONE_MS, boundIfCached, goesBack, longestCacheMs } from "./caching.ts";
import { type Drift, driftOf } from "./drift.ts";
import {
  type Allowance,
  type Interval,
  intervalOf,
  NO_ALLOWANCE,
  type Reading,
  SECOND_MS,
} from "./reading.ts";

export type Finding =
  /** All readings allow this interval; its upper limit is `highIfAloneMs` if the server caches its second. */
  | { readonly kind: "bounded"; readonly bound: Interval; readonly highIfAloneMs: number }
  /** One interval before an instant, and this one after it: the clock was set, or has shown seconds late since. */
  | { readonly kind: "stepped"; readonly bound: Interval; readonly step: Interval }
  /** The rates of the clocks differ by more than the allowance; the interval is that of the last reading. */
  | { readonly kind: "drifting"; readonly bound: Interval; readonly drift: Drift }
  /**
   * It shows seconds late, by `latenessMs` or more, so only the least offset is known. If it only caches its second, and
   * answers a request that comes alone from a fresh clock, `highIfAloneMs` is the upper limit.
   */
  | {
      readonly kind: "late";
      readonly lowMs: number;
      readonly latenessMs: number;
      readonly highIfAloneMs: number | undefined;
    }
  /** It shows one second for over a second, on new connections too. */
  | { readonly kind: "standing" };

/** The crystals of computers are off by less. */
const USUAL_DRIFT_PPM = 200;
/** adjtime(3) slews by this much. */
const DRIFT_PPM = 500;

/** If no second is cached for longer, two clocks of different rates explain a contradiction better than a cache. */
const SHORT_CACHE_MS = 10;

/** So many readings must agree after a step. */
const LEAST_AFTER_STEP = 3;

export function findingOf(readings: Readings, allowance: Allowance): Finding {
  const bound = boundOf(readings, allowance);
  const { lowMs, highMs } = bound;
  if (!isEmpty(bound))
    return { kind: "bounded", bound, highIfAloneMs: boundIfCached(readings, allowance).highMs };
  if (isStanding(readings)) return { kind: "standing" };
  // Lateness makes the lower limits no less true: the server's clock had reached what it showed.
  const late: Finding = { kind: "late", lowMs, latenessMs: lowMs - highMs, highIfAloneMs: undefined };
  return (
    (longestCacheMs(readings) < SHORT_CACHE_MS
      ? driftingOf(readings, allowance, USUAL_DRIFT_PPM)
      : undefined) ??
    cachingOf(readings, bound, allowance) ??
    driftingOf(readings, allowance, DRIFT_PPM) ??
    steppedOf(readings, allowance) ??
    late
  );
}

function cachingOf(readings: Readings, bound: Interval, allowance: Allowance): Finding | undefined {
  const cached = boundIfCached(readings, allowance);
  const { lowMs } = cached;
  const latenessMs = lowMs - bound.highMs;
  // A second that is cached for longer is shown late to requests that come alone, too.
  if (isEmpty(cached) || latenessMs >= ALONE_MS || goesBack(readings)) return undefined;
  return { kind: "late", lowMs, latenessMs, highIfAloneMs: cached.highMs };
}

/** Whether the readings show one second for longer than a second. */
export function isStanding(readings: readonly Reading[]): boolean {
  const [first] = readings;
  if (first === undefined || readings.some(({ second }) => second !== first.second)) return false;
  const lastSent = Math.max(...readings.map(({ sentMs }) => sentMs));
  const firstReceived = Math.min(...readings.map(({ receivedMs }) => receivedMs));
  return (lastSent - firstReceived) * (1 - DRIFT_PPM / 1e6) > SECOND_MS;
}

/** A reading's limits hold at the instants of receiving and of sending, whatever the rate of the server's clock. */
function driftingOf(readings: Readings, { lateMs }: Allowance, mostPpm: number): Finding | undefined {
  const first = intervalOf(readings[0], NO_ALLOWANCE, 0);
  const intervals = readings.map((reading) => near(intervalOf(reading, NO_ALLOWANCE, 0), middleOf(first)));
  const lows = intervals.map(({ lowMs }, index) => {
    return { offsetMs: lowMs, atMs: readings[index]?.receivedMs ?? 0 };
  });
  const highs = intervals.map(({ highMs }, index) => {
    return { offsetMs: highMs + lateMs, atMs: readings[index]?.sentMs ?? 0 };
  });
  const all = driftOf(lows, highs);
  const lowPpm = Math.max(all.lowPpm, -mostPpm);
  const highPpm = Math.min(all.highPpm, mostPpm);
  if (lowPpm >= highPpm) return undefined;
  // At the last instant the slowest possible rate gives the least offset, and the fastest the greatest.
  const lastMs = Math.max(...readings.map(({ receivedMs }) => receivedMs));
  const lowMs = Math.max(...lows.map(({ offsetMs, atMs }) => offsetMs + (lowPpm / 1e6) * (lastMs - atMs)));
  const highMs = Math.min(...highs.map(({ offsetMs, atMs }) => offsetMs + (highPpm / 1e6) * (lastMs - atMs)));
  return { kind: "drifting", drift: { lowPpm, highPpm }, bound: { lowMs, highMs } };
}

function steppedOf(readings: Readings, allowance: Allowance): Finding | undefined {
  const count = consistentCount(readings, allowance);
  const [first, ...more] = readings.slice(count);
  const lastMs = more.at(-1)?.receivedMs;
  if (first === undefined || more.length + 1 < LEAST_AFTER_STEP) return undefined;
  const after = boundOf([first, ...more], allowance, lastMs);
  if (isEmpty(after)) return undefined;
  // Readings between these allow both: they may be from before the step or from after it.
  const sure = consistentFrom(readings, allowance);
  const before = boundOf([readings[0], ...readings.slice(1, sure)], allowance, lastMs);
  const difference = { lowMs: after.lowMs - before.highMs, highMs: after.highMs - before.lowMs };
  return { kind: "stepped", bound: after, step: near(difference, 0) };
}

/** The interval for which the finding is a bound in both directions; undefined if there is no such interval. */
export function boundIn(finding: Finding): Interval | undefined {
  return "bound" in finding ? finding.bound : undefined;
}

/** Where the offset is if the server only caches its second; undefined if that does not explain its replies. */
export function cachingIn(finding: Finding): Interval | undefined {
  if (finding.kind !== "late" || finding.highIfAloneMs === undefined) return undefined;
  return { lowMs: finding.lowMs, highMs: finding.highIfAloneMs };
}

/** The finding with its offsets counted from another clock. @param byMs what is added to each offset */
export function movedFinding(finding: Finding, byMs: Interval): Finding {
  switch (finding.kind) {
    case "standing":
      return finding;
    case "late":
      return {
        ...finding,
        lowMs: finding.lowMs + byMs.lowMs,
        highIfAloneMs: finding.highIfAloneMs === undefined ? undefined : finding.highIfAloneMs + byMs.highMs,
      };
    case "bounded":
      return {
        ...finding,
        bound: widened(finding.bound, byMs),
        highIfAloneMs: finding.highIfAloneMs + byMs.highMs,
      };
    case "stepped":
    case "drifting":
      return { ...finding, bound: widened(finding.bound, byMs) };
  }
}

export function widened({ lowMs, highMs }: Interval, byMs: Interval): Interval {
  return { lowMs: lowMs + byMs.lowMs, highMs: highMs + byMs.highMs };
}
