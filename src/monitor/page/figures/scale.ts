/** The top of a chart: a round number above the largest value, with a round half. */

const STEPS = [1, 1.2, 1.6, 2, 3, 4, 6, 8];

/** At least 4, so that one request does not fill the chart. */
const LEAST = 4;

export function scaleTop(largest: number): number {
  for (let decade = 1; ; decade *= 10) {
    for (const step of STEPS) {
      const top = Math.round(step * decade);
      if (top >= LEAST && top >= largest) return top;
    }
  }
}
