/** The marks of a time axis, in seconds. */

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const MARKS = 6;

/** Marks count from `from`; both are in seconds. */
export function ticksOf(from: number, to: number): readonly Tick[] {
  const span = Math.max(to - from, 1e-6);
  const step = roundStep(span / MARKS);
  const digits = Math.max(0, -Math.floor(Math.log10(step * 1.001)));
  const count = Math.floor(span / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => ({
    at: from + index * step,
    text: (index * step).toFixed(digits),
  }));
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * 0.999) ?? 10) * power;
}
