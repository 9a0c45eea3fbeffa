/** All readings of a server → its offset, or what their contradictions prove. */
import {
  type Bound,
  boundOf,
  consistentCount,
  consistentFrom,
  isEmpty,
  lastOf,
  latenessOf,
  lowestOf,
  near,
  type Readings,
} from "./bound.ts";
import { ALONE_MS, boundIfCached, goesBack, longestCacheMs } from "./caching.ts";
import { isPossible, within } from "./drift.ts";
import {
  type Allowance,
  type Interval,
  KEPT_PPM,
  MOST_DRIFT_PPM,
  type Reading,
  SECOND_MS,
} from "./reading.ts";

export type Finding =
  /** All readings allow this interval; its upper limit is `highIfAloneMs` if the server caches its second. */
  | { readonly kind: "bounded"; readonly bound: Bound; readonly highIfAloneMs: number }
  /** One interval before an instant, and this one after it: the clock was set, or has shown seconds late since. */
  | { readonly kind: "stepped"; readonly bound: Bound; readonly step: Interval }
  /** The rates of the clocks differ by more than the rates of clocks that are kept right. */
  | { readonly kind: "drifting"; readonly bound: Bound }
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

/** If no second is cached for longer, two clocks of different rates explain a contradiction better than a cache. */
const SHORT_CACHE_MS = 10;

/** So many readings must agree after a step. */
const LEAST_AFTER_STEP = 3;

/** @param atMs for which instant: that of the last reading if left out */
export function findingOf(
  readings: Readings,
  allowance: Allowance,
  atMs: number = lastOf(readings),
): Finding {
  const bound = boundOf(readings, allowance, atMs);
  if (!isEmpty(bound) && isKept(bound, allowance))
    return { kind: "bounded", bound, highIfAloneMs: boundIfCached(readings, allowance, atMs).highMs };
  if (isStanding(readings)) return { kind: "standing" };
  const drifting = driftingOf(readings, allowance, atMs);
  // Lateness makes the lower limits no less true: the server's clock had reached what it showed.
  const late = { lowMs: lowestOf(readings, allowance), latenessMs: latenessOf(readings, allowance) };
  return (
    (longestCacheMs(readings) < SHORT_CACHE_MS ? drifting : undefined) ??
    cachingOf(readings, late, allowance) ??
    drifting ??
    steppedOf(readings, allowance) ?? { kind: "late", ...late, highIfAloneMs: undefined }
  );
}

/** Whether the rates of the two clocks may be those of clocks that are kept right. */
function isKept({ drift }: Bound, { driftPpm }: Allowance): boolean {
  return isPossible(within(drift, Math.min(driftPpm, KEPT_PPM)));
}

function driftingOf(readings: Readings, { lateMs, driftPpm }: Allowance, atMs: number): Finding | undefined {
  const bound = boundOf(readings, { lateMs, driftPpm: Math.max(driftPpm, MOST_DRIFT_PPM) }, atMs);
  return isEmpty(bound) ? undefined : { kind: "drifting", bound };
}

function cachingOf(
  readings: Readings,
  late: { readonly lowMs: number; readonly latenessMs: number },
  allowance: Allowance,
): Finding | undefined {
  const cached = boundIfCached(readings, allowance);
  if (isEmpty(cached) || !isKept(cached, allowance)) return undefined;
  // A second that is cached for longer is shown late to requests that come alone, too.
  if (late.latenessMs >= ALONE_MS || goesBack(readings)) return undefined;
  return { kind: "late", ...late, highIfAloneMs: cached.highMs };
}

/** Whether the readings show one second for longer than a second. */
export function isStanding(readings: readonly Reading[]): boolean {
  const [first] = readings;
  if (first === undefined || readings.some(({ second }) => second !== first.second)) return false;
  const lastSent = Math.max(...readings.map(({ sentMs }) => sentMs));
  const firstReceived = Math.min(...readings.map(({ receivedMs }) => receivedMs));
  return (lastSent - firstReceived) * (1 - MOST_DRIFT_PPM / 1e6) > SECOND_MS;
}

function steppedOf(readings: Readings, allowance: Allowance): Finding | undefined {
  const count = consistentCount(readings, allowance);
  const [first, ...more] = readings.slice(count);
  if (first === undefined || more.length + 1 < LEAST_AFTER_STEP) return undefined;
  const after = boundOf([first, ...more], allowance);
  if (isEmpty(after)) return undefined;
  // Readings between these allow both: they may be from before the step or from after it.
  const sure = consistentFrom(readings, allowance);
  const before = boundOf([readings[0], ...readings.slice(1, sure)], allowance, after.atMs);
  const difference = { lowMs: after.lowMs - before.highMs, highMs: after.highMs - before.lowMs };
  return { kind: "stepped", bound: after, step: near(difference, 0) };
}

/** The interval for which the finding is a bound in both directions; undefined if there is no such interval. */
export function boundIn(finding: Finding): Bound | undefined {
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

export function widened<Kind extends Interval>(interval: Kind, byMs: Interval): Kind {
  return { ...interval, lowMs: interval.lowMs + byMs.lowMs, highMs: interval.highMs + byMs.highMs };
}
