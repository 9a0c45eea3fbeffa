/** How many connections a thread has → how many dots are drawn for it, so that threads can be compared. */

/** A lane has room for so many dots. */
export const LANE_DOTS = 24;

/** A dot stands for 1, 2, 5, 10, 20, 50 … connections: the least with which the fullest lane has room. */
export function connectionsPerDot(mostOpen: number): number {
  for (let decade = 1; ; decade *= 10) {
    for (const step of [1, 2, 5]) if (step * decade * LANE_DOTS >= mostOpen) return step * decade;
  }
}

/** One that is begun is drawn: a thread that serves anybody is never shown as idle. */
export function dotsOf(open: number, perDot: number): number {
  return Math.min(LANE_DOTS, Math.ceil(open / perDot));
}
