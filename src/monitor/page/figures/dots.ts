/** Connections of a thread → dots in its lane, at one scale for all threads. */

/** Dots that fit in a lane. */
export const LANE_DOTS = 24;

/** 1, 2, 5, 10, 20, 50 …: the least with which the fullest lane fits. */
export function connectionsPerDot(mostOpen: number): number {
  for (let decade = 1; ; decade *= 10) {
    for (const step of [1, 2, 5]) if (step * decade * LANE_DOTS >= mostOpen) return step * decade;
  }
}

/** Rounded up: a thread with a connection is never shown as idle. */
export function dotsOf(open: number, perDot: number): number {
  return Math.min(LANE_DOTS, Math.ceil(open / perDot));
}
