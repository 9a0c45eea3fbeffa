/** What is known of an offset → when to send the next requests, so that they halve it or better. Reads no clock. */
import { modulo } from "./bound.ts";
import { type Interval, SECOND_MS } from "./reading.ts";

/** Between the requests of a round that must not share a cached second, and before a round; a timer is late by less. */
const LEAD_MS = 4;

/** Below this a request more tells nothing: timers and the scheduler are not more exact. */
const LEAST_TARGET_MS = 0.05;
const MOST_TARGET_MS = 0.5;

/** How much wider than the round trip a bound may stay. */
export function targetMs(roundTripMs: number): number {
  return Math.min(MOST_TARGET_MS, Math.max(LEAST_TARGET_MS, roundTripMs / 50));
}

/** A part of every second. */
export interface Window {
  readonly fromMs: number;
  readonly lengthMs: number;
}

/**
 * When a request can still narrow the bound. One that is sent earlier shows the old second, and one whose reply
 * comes later the new one, as is known already.
 */
export function sendWindow(
  { lowMs, highMs }: Interval,
  roundTripMs: number,
): { fromMs: number; lengthMs: number } {
  return { fromMs: -highMs, lengthMs: Math.max(0, Math.min(SECOND_MS, highMs - lowMs - roundTripMs)) };
}

interface Budget {
  /** Requests that are left. */
  readonly left: number;
  /** The most of one second. */
  readonly most: number;
}

/** So near to the target chance decides: the delay of each request differs, and one may be fast. */
const NEAR_TARGET = 20;

/**
 * k requests at even distances narrow a window to its (k + 1)th part. As many as the budget allows until the target
 * is reached: few make it slow, and many make it waste requests.
 */
export function requestsOfRound(lengthMs: number, aimMs: number, { left, most }: Budget): number {
  const factor = lengthMs / aimMs;
  if (factor <= NEAR_TARGET) return Math.max(1, Math.min(left, most));
  for (let count = most; count > 1; count--) {
    if (count * Math.ceil(Math.log(factor) / Math.log(count + 1)) <= left) return count;
  }
  return 1;
}

/** With fewer none is left for this. */
const LEAST_WITH_ALONE = 4;
/** A server that sleeps takes this long to wake up: two requests before the others wake it, the second when it has less left. */
const LEAST_WAKE_MS = 0.35;
const MOST_WAKE_MS = 1.5;
/** The request that wakes it is answered, too, before the others come. */
const WAKE_PER_ROUND_TRIP = 1.3;
const WAKE_SHARES = [1, 0.43] as const;
/** A longer window or a longer round trip gains nothing by it. */
export const WAKE_WINDOW_MS = 2;
/** The most requests of a round that are before its window. */
export const BEFORE_WINDOW = 1 + WAKE_SHARES.length;

/** How long before a short window a server is woken: most round trips contain its waking up. A long one is the network's. */
export function wakeLeadMs(usualRoundTripMs: number): number {
  const ms = WAKE_PER_ROUND_TRIP * usualRoundTripMs;
  return ms <= MOST_WAKE_MS ? Math.max(LEAST_WAKE_MS, ms) : LEAST_WAKE_MS;
}

/**
 * Instants at even distances in the window around the next change of the second.
 * @param aloneMs one request comes so long before the window: it is far from any other, and only a cached second
 * explains that it shows a new second when one in the window shows the old one. None if undefined
 * @param leadMs so long before a short window a request wakes the server
 */
export function instantsOf(
  window: Window,
  count: number,
  nowMs: number,
  aloneMs?: number,
  leadMs: number = LEAST_WAKE_MS,
): readonly number[] {
  const { fromMs, lengthMs } = window;
  const earliest = nowMs + LEAD_MS;
  const isWide = lengthMs > SECOND_MS / 2;
  const hasBefore = !isWide && count >= LEAST_WITH_ALONE;
  const before = [
    ...(hasBefore && aloneMs !== undefined ? [-aloneMs] : []),
    ...(hasBefore && lengthMs < WAKE_WINDOW_MS ? WAKE_SHARES.map((share) => -share * leadMs) : []),
  ];
  const inside = count - before.length;
  const places = Array.from({ length: inside }, (_, index) => (lengthMs * (index + 1)) / (inside + 1));
  // A wide window is entered wherever it is now.
  if (isWide) return places.map((place) => next(fromMs + place, earliest)).sort((a, b) => a - b);
  const [first = 0, ...more] = [...before, ...places];
  const startMs = next(fromMs + first, earliest);
  return [startMs, ...more.map((place) => startMs + place - first)];
}

/** The first instant at the same place in a second that is not earlier. */
export function next(placeMs: number, earliestMs: number): number {
  return earliestMs + modulo(placeMs - earliestMs, SECOND_MS);
}

/** Later than this a request is not where it was planned. */
const MISSED_MS = 0.5;

/** Whether it is too late for what is left of a round: a busy machine did not wake us in time. Its next second may be better. */
export function isMissed(instants: readonly number[], nowMs: number): boolean {
  const [first = nowMs, last = first] = [instants[0], instants.at(-1)];
  return last > first && nowMs > last + Math.max(MISSED_MS, last - first);
}
