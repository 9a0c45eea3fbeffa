/** Numbers → a row of bars of that height. */

const BARS = [..."▁▂▃▄▅▆▇█"];

/** The last `width` values, scaled from 0 to the highest of them. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = width > 0 ? values.slice(-width) : [];
  const highest = Math.max(...shown);
  return shown
    .map(
      (value) =>
        BARS[highest <= 0 ? 0 : Math.min(BARS.length - 1, Math.floor((value / highest) * BARS.length))],
    )
    .join("");
}
