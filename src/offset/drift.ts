/** Limits of an offset at several instants → the rates at which the two clocks may differ, and where the offset is then. */
import type { Interval } from "./reading.ts";

/** The offset is at least, or below, a value at an instant. */
export interface Limit {
  readonly atMs: number;
  readonly offsetMs: number;
}

/** Made by `limitsOf`: in order of time, and only those that a straight line can touch. */
export interface Limits {
  readonly lows: readonly Limit[];
  readonly highs: readonly Limit[];
}

/** Millionths by which the server's clock is faster. */
export interface Drift {
  readonly lowPpm: number;
  readonly highPpm: number;
}

/** In ten seconds a rate that is more exact moves an offset by less than 0.1 µs. */
const EXACT_PPM = 0.01;

export function limitsOf(lows: readonly Limit[], highs: readonly Limit[]): Limits {
  return { lows: hullOf(lows, 1), highs: hullOf(highs, -1) };
}

/**
 * Every rate at which some straight line stays above all of `lows` and below all of `highs`: a line of a rate exists
 * if and only if that rate keeps each low below each high. There is no such rate if `lowPpm` is over `highPpm`.
 */
export function driftOf({ lows, highs }: Limits): Drift {
  let lowPpm = -Infinity;
  let highPpm = Infinity;
  for (const low of lows) {
    for (const high of highs) {
      const elapsed = high.atMs - low.atMs;
      const ppm = (1e6 * (high.offsetMs - low.offsetMs)) / elapsed;
      if (elapsed > 0) highPpm = Math.min(highPpm, ppm);
      else if (elapsed < 0) lowPpm = Math.max(lowPpm, ppm);
      else if (low.offsetMs >= high.offsetMs) return { lowPpm: Infinity, highPpm: -Infinity };
    }
  }
  return { lowPpm, highPpm };
}

/** Those of the rates that are at most so high, in both directions; none if `lowPpm` is over `highPpm`. */
export function within({ lowPpm, highPpm }: Drift, mostPpm: number): Drift {
  return { lowPpm: Math.max(lowPpm, -mostPpm), highPpm: Math.min(highPpm, mostPpm) };
}

export function isPossible({ lowPpm, highPpm }: Drift): boolean {
  return lowPpm <= highPpm;
}

/** Where the lines between the limits are at an instant, if their rates are these. */
export function offsetAt({ lows, highs }: Limits, { lowPpm, highPpm }: Drift, atMs: number): Interval {
  return {
    lowMs: highest(lows, touching(lows, { afterPpm: lowPpm, beforePpm: highPpm }, atMs), atMs),
    highMs: lowest(highs, touching(highs, { afterPpm: highPpm, beforePpm: lowPpm }, atMs), atMs),
  };
}

/** By how much the limits contradict each other at least, if the rates are these; negative if they do not. */
export function contradictionOf(
  { lows, highs }: Limits,
  { lowPpm, highPpm }: Drift,
): { readonly ms: number; readonly ppm: number } {
  const at = (ppm: number) => highest(lows, ppm, 0) - lowest(highs, ppm, 0);
  // It is a convex function of the rate.
  let [from, to] = [lowPpm, highPpm];
  while (to - from > EXACT_PPM) {
    const third = (to - from) / 3;
    if (at(from + third) < at(to - third)) to -= third;
    else from += third;
  }
  const ppm = (from + to) / 2;
  return { ms: at(ppm), ppm };
}

/**
 * The rate of the line that is nearest to a hull at an instant: that of the edge there, if it is possible.
 * @param afterPpm the rate of the nearest line later than all corners, and `beforePpm` before them
 */
function touching(
  hull: readonly Limit[],
  { afterPpm, beforePpm }: { readonly afterPpm: number; readonly beforePpm: number },
  atMs: number,
): number {
  const index = hull.findIndex((corner) => corner.atMs > atMs);
  const [before, after] = [hull[index - 1], hull[index]];
  if (after === undefined) return afterPpm;
  if (before === undefined) return beforePpm;
  const ppm = (1e6 * (after.offsetMs - before.offsetMs)) / (after.atMs - before.atMs);
  const [least, most] = [Math.min(afterPpm, beforePpm), Math.max(afterPpm, beforePpm)];
  return Math.min(most, Math.max(least, ppm));
}

function highest(limits: readonly Limit[], ppm: number, atMs: number): number {
  return Math.max(...limits.map((limit) => limit.offsetMs + (ppm / 1e6) * (atMs - limit.atMs)));
}

function lowest(limits: readonly Limit[], ppm: number, atMs: number): number {
  return Math.min(...limits.map((limit) => limit.offsetMs + (ppm / 1e6) * (atMs - limit.atMs)));
}

/** The corners of a convex hull. */
function hullOf(limits: readonly Limit[], side: 1 | -1): readonly Limit[] {
  const hull: Limit[] = [];
  const inOrder = [...limits].sort((a, b) => a.atMs - b.atMs || side * (a.offsetMs - b.offsetMs));
  for (const limit of inOrder) {
    if (hull.at(-1)?.atMs === limit.atMs) hull.pop(); // it is further inside
    while (isCovered(hull.at(-2), hull.at(-1), limit, side)) hull.pop();
    hull.push(limit);
  }
  return hull;
}

/** Whether a limit is not beyond the straight line from the one before it to the one after it. */
function isCovered(before: Limit | undefined, limit: Limit | undefined, after: Limit, side: 1 | -1): boolean {
  if (before === undefined || limit === undefined) return false;
  const rise = (limit.offsetMs - before.offsetMs) * (after.atMs - before.atMs);
  const line = (after.offsetMs - before.offsetMs) * (limit.atMs - before.atMs);
  return side * (rise - line) <= 0;
}
