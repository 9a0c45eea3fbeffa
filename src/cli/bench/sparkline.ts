/** Numbers → a row of bars as high as they are. */

const BARS = [..."▁▂▃▄▅▆▇█"];

/** The last `width` values, from nothing to the highest of them. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width);
  const highest = Math.max(...shown);
  return shown
    .map(
      (value) =>
        BARS[highest <= 0 ? 0 : Math.min(BARS.length - 1, Math.floor((value / highest) * BARS.length))],
    )
    .join("");
}
