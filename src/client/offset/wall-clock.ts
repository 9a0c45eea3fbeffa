/** How far the wall clock is ahead of `performance.now()`, exact to a microsecond although `Date.now()` is whole. */
import type { Interval } from "../../offset/reading.ts";

/** A reading of both clocks that took longer was interrupted, and is tried again. */
const GOOD_MS = 0.003;
const TRIES = 20;

/** Engines keep the time as a double of seconds since 1970, which is exact to 0.24 µs. */
const ROUNDING_MS = 0.0005;

/**
 * Waits actively until `Date.now()` changes, at most 2 ms: at that instant the wall clock is at a whole millisecond.
 * @returns milliseconds to add to `performance.now()` for the time since 1970
 */
export function readWallClock(): Interval {
  let best = { lowMs: -Infinity, highMs: Infinity };
  for (let tries = 0; tries < TRIES; tries++) {
    const found = atNextMillisecond();
    if (found.highMs - found.lowMs < best.highMs - best.lowMs) best = found;
    if (best.highMs - best.lowMs < GOOD_MS) break;
  }
  return best;
}

function atNextMillisecond(): Interval {
  let before = performance.now();
  let wall = Date.now();
  while (true) {
    const start = performance.now();
    const now = Date.now();
    const end = performance.now();
    if (now !== wall) return { lowMs: now - end - ROUNDING_MS, highMs: now - before + ROUNDING_MS };
    before = start;
    wall = now;
  }
}

/** By how much the wall clock was set between two readings, in milliseconds; undefined if it was not. */
export function stepBetween(earlier: Interval, later: Interval): number | undefined {
  const isApart = later.lowMs > earlier.highMs || earlier.lowMs > later.highMs;
  const stepMs = (later.lowMs + later.highMs - earlier.lowMs - earlier.highMs) / 2;
  return isApart && Math.abs(stepMs) > LEAST_STEP_MS ? stepMs : undefined;
}

/** A clock that was set moves by more; what is less is the resolution of the clocks. */
const LEAST_STEP_MS = 0.02;
