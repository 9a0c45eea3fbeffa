/** Axes: the range of values → ticks, and a value's place from 0 to 1. Pure. */

export interface Tick {
  /** From 0 to 1, along the axis. */
  readonly at: number;
  readonly label: string;
}

export interface Axis {
  readonly ticks: readonly Tick[];
  /** The place of a value, from 0 to 1. */
  readonly at: (value: number) => number;
}

type Format = (value: number) => string;

/** From 0 to the end: `highest` itself, or the next round number above it. */
export function linearAxis(highest: number, format: Format, end: "exact" | "round" = "round"): Axis {
  const rough = Math.max(highest, 1e-9) / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * decade >= rough) ?? 10) * decade;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  const top = end === "round" ? count * step : Math.max(highest, 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => ({
    at: (index * step) / top,
    label: format(index * step),
  }));
  return { ticks: ticks.filter(({ at }) => at <= 1.001), at: (value) => value / top };
}

/** Between two values of any sign, which need not be its ends: those are the next round numbers. */
export function spanAxis(lowest: number, highest: number, format: Format): Axis {
  const rough = Math.max(highest - lowest, Math.abs(highest) * 1e-9, 1e-9) / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * decade >= rough) ?? 10) * decade;
  const from = Math.floor(lowest / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(highest / step - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => ({
    at: index / (to - from),
    label: format(Number(((from + index) * step).toPrecision(12))),
  }));
  return { ticks, at: (value) => (value / step - from) / (to - from) };
}

const DECADES = [-9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7];
const MOST_TICKS = 9;

/** Ends at the round numbers (1, 2, 5, 10 …) around the values; only powers of ten get a tick if more would be too many. */
export function logAxis(values: readonly number[], format: Format): Axis {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return { ticks: [], at: () => 0 };
  const round = DECADES.flatMap((decade) =>
    [1, 2, 5].map((factor) => Number((factor * 10 ** decade).toPrecision(1))),
  );
  const lowest = Math.min(...positive);
  const highest = Math.max(...positive);
  const from = round.findLast((value) => value <= lowest) ?? lowest;
  const to = round.find((value) => value >= highest && value > from) ?? highest;
  const inside = round.filter((value) => value >= from && value <= to);
  const shown =
    inside.length <= MOST_TICKS ? inside : inside.filter((value) => Number.isInteger(Math.log10(value)));
  const span = Math.log(to) - Math.log(from);
  const at = (value: number) =>
    Math.min(1, Math.max(0, (Math.log(Math.max(value, from)) - Math.log(from)) / span));
  return { ticks: shown.map((value) => ({ at: at(value), label: format(value) })), at };
}
