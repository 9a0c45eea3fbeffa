/** The marks of a time axis, and their unit. */

export interface Ticks {
  readonly unit: "s" | "ms" | "µs";
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

const UNITS = [
  { unit: "s", seconds: 1 },
  { unit: "ms", seconds: 1e-3 },
  { unit: "µs", seconds: 1e-6 },
] as const;
const MARKS = 6;

/** Marks count from `from`; both are in seconds. */
export function ticksOf(from: number, to: number): Ticks {
  const span = Math.max(to - from, 1e-6);
  const { unit, seconds } = UNITS.find((one) => span >= one.seconds) ?? UNITS[2];
  const step = roundStep(span / seconds / MARKS);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const count = Math.floor(span / seconds / step) + 1;
  const marks = Array.from({ length: count }, (_, index) => ({
    at: from + index * step * seconds,
    text: (index * step).toFixed(digits),
  }));
  return { unit, marks };
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * 0.999) ?? 10) * power;
}
