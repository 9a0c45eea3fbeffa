/** The height of a chart: a round number over the largest value, whose half is round too. */

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
