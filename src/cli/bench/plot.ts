/** A plot of lines as a piece of SVG: axes, grid, series. Knows nothing of what is plotted. */

export interface Tick {
  /** From 0 to 1, along the axis. */
  readonly at: number;
  readonly label: string;
}

export interface Series {
  readonly name: string;
  readonly color: string;
  readonly isFilled: boolean;
  /** Both from 0 to 1. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Plot {
  readonly title: string;
  readonly note: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly Series[];
}

export const WIDTH = 960;
export const HEIGHT = 340;
const LEFT = 84;
const RIGHT = 32;
const TOP = 64;
const BOTTOM = 40;
const INK = "#1f2937";
const FAINT = "#6b7280";
const GRID = "#e5e7eb";

/** @param top where it begins in the picture */
export function drawPlot({ title, note, xTicks, yTicks, series }: Plot, top: number): string {
  const x = (at: number) => round(LEFT + at * (WIDTH - LEFT - RIGHT));
  const y = (at: number) => round(HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM));
  const grid = [
    ...yTicks.map(({ at, label }) => {
      const line = `<line x1="${x(0)}" x2="${x(1)}" y1="${y(at)}" y2="${y(at)}" stroke="${GRID}"/>`;
      return `${line}${text(x(0) - 10, y(at) + 4, label, `text-anchor="end" fill="${FAINT}"`)}`;
    }),
    ...xTicks.map(({ at, label }) => {
      const line = `<line x1="${x(at)}" x2="${x(at)}" y1="${y(0)}" y2="${y(0) + 5}" stroke="${FAINT}"/>`;
      return `${line}${text(x(at), y(0) + 21, label, `text-anchor="middle" fill="${FAINT}"`)}`;
    }),
    `<line x1="${x(0)}" x2="${x(1)}" y1="${y(0)}" y2="${y(0)}" stroke="${FAINT}"/>`,
  ];
  const lines = series.flatMap(({ color, isFilled, points }) => {
    const [first] = points;
    const last = points.at(-1);
    if (first === undefined || last === undefined) return [];
    const path = points.map(([px, py], at) => `${at === 0 ? "M" : "L"}${x(px)} ${y(py)}`).join("");
    const area = `<path d="${path}L${x(last[0])} ${y(0)}L${x(first[0])} ${y(0)}Z" fill="${color}" opacity=".13"/>`;
    const stroke = `<path d="${path}" fill="none" stroke="${color}" stroke-width="2.25" stroke-linejoin="round" stroke-linecap="round"/>`;
    return isFilled ? [area, stroke] : [stroke];
  });
  let right = WIDTH - RIGHT;
  const legend = (series.length > 1 ? series.toReversed() : []).map(({ name, color }) => {
    const end = right;
    right -= name.length * 6.1 + 44;
    const mark = `<rect x="${round(end - name.length * 6.1 - 24)}" y="27" width="12" height="4" rx="2" fill="${color}"/>`;
    return `${mark}${text(end, 34, name, `text-anchor="end" fill="${INK}"`)}`;
  });
  return `<g transform="translate(0 ${top})">
${text(LEFT, 30, title, `font-size="16" font-weight="600" fill="${INK}"`)}
${text(LEFT, 48, note, `fill="${FAINT}"`)}
${[...grid, ...lines, ...legend].join("\n")}
</g>`;
}

/** Round numbers from 0 to at least `highest`, as shares of the last. */
export function linearTicks(
  highest: number,
  format: (value: number) => string,
): { ticks: readonly Tick[]; top: number } {
  const rough = Math.max(highest, 1e-9) / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * decade >= rough) ?? 10) * decade;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, at) => ({ at: at / count, label: format(at * step) }));
  return { ticks, top: count * step };
}

/** Powers of ten with the two round numbers between where there are few; `at` maps a value to its place. */
export function logTicks(
  lowest: number,
  highest: number,
  format: (value: number) => string,
): { ticks: readonly Tick[]; at: (value: number) => number } {
  const values = [-9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7].flatMap((decade) =>
    [1, 2, 5].map((factor) => Number((factor * 10 ** decade).toPrecision(1))),
  );
  const from = values.findLast((value) => value <= lowest) ?? lowest;
  const to = values.find((value) => value >= highest && value > from) ?? highest;
  const between = values.filter((value) => value >= from && value <= to);
  const shown =
    between.length <= 9 ? between : between.filter((value) => /^1(0*|e.*)$|^0\.0*1$/.test(String(value)));
  const span = Math.log(to) - Math.log(from);
  const at = (value: number) =>
    Math.min(1, Math.max(0, (Math.log(Math.max(value, from)) - Math.log(from)) / span));
  return { ticks: shown.map((value) => ({ at: at(value), label: format(value) })), at };
}

function text(x: number, y: number, words: string, attributes: string): string {
  const safe = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${safe}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
