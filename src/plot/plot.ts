/** A plot of lines as a group of SVG elements: title, axes, grid, lines, legend. Pure. */
import type { Tick } from "./axes.ts";
import { FAINT, GRID, INK, round, text } from "./svg.ts";

interface Series {
  readonly name: string;
  readonly color: string;
  /** `area`: also filled down to the axis. `points`: each value also has a dot. */
  readonly shape: "line" | "area" | "points";
  /** Both from 0 to 1. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly note: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly Series[];
  /** Beside the plot, if the lines are too many for one row above it. */
  readonly legend: "above" | "beside";
}

export const WIDTH = 960;
export const HEIGHT = 340;
const TOP = 64;
const BOTTOM = 40;
const LEFT = 84;
const RIGHT = { above: 32, beside: 160 } as const;
/** The mean width of a character of 12 pixels, near enough to place a legend. */
const CHARACTER = 6.1;

/** @param top its vertical place in the picture */
export function drawPlot({ title, note, xTicks, yTicks, series, legend }: Plot, top: number): string {
  const x = (at: number) => round(LEFT + at * (WIDTH - LEFT - RIGHT[legend]));
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
  const parts = [
    text(LEFT, 30, title, `font-size="16" font-weight="600" fill="${INK}"`),
    text(LEFT, 48, note, `fill="${FAINT}"`),
    ...grid,
    ...series.flatMap((each) => drawSeries(each, x, y)),
    ...(legend === "beside" ? legendBeside(series, x(1) + 18) : legendAbove(series, x(1))),
  ];
  return `<g transform="translate(0 ${top})">\n${parts.join("\n")}\n</g>`;
}

function drawSeries(
  { color, shape, points }: Series,
  x: (at: number) => number,
  y: (at: number) => number,
): readonly string[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const path = points.map(([px, py], at) => `${at === 0 ? "M" : "L"}${x(px)} ${y(py)}`).join("");
  const area = `<path d="${path}L${x(last[0])} ${y(0)}L${x(first[0])} ${y(0)}Z" fill="${color}" opacity=".13"/>`;
  const line = `<path d="${path}" fill="none" stroke="${color}" stroke-width="2.25" stroke-linejoin="round" stroke-linecap="round"/>`;
  const dots = points.map(([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="3.25" fill="${color}"/>`);
  return [...(shape === "area" ? [area] : []), line, ...(shape === "points" ? dots : [])];
}

/** From the right end of the plot to the left; a single line needs no legend. */
function legendAbove(series: readonly Series[], right: number): readonly string[] {
  let end = right;
  return (series.length > 1 ? series.toReversed() : []).map(({ name, color }) => {
    const from = end;
    end -= name.length * CHARACTER + 44;
    return entry(from - name.length * CHARACTER - 24, 34, name, color);
  });
}

function legendBeside(series: readonly Series[], left: number): readonly string[] {
  return series.map(({ name, color }, index) => entry(left, TOP + 10 + index * 21, name, color));
}

function entry(left: number, baseline: number, name: string, color: string): string {
  const mark = `<rect x="${round(left)}" y="${baseline - 6}" width="12" height="4" rx="2" fill="${color}"/>`;
  return `${mark}${text(left + 19, baseline, name, `fill="${INK}"`)}`;
}
