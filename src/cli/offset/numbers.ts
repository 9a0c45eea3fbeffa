/** Offsets as people read them: with a sign, in a unit that keeps them short, and rounded so that the bound stays true. */
import type { Interval } from "../../offset/reading.ts";

const MINUS = "−";

/** `+0.123 ms`, `−12.345678 s` */
export function formatOffset(ms: number): string {
  const { scale, digits, unit } = unitOf(ms);
  return `${signed(ms / scale, digits)} ${unit}`;
}

/** `+0.123 ms ± 0.045 ms`: the bound is rounded up, so that the range that is printed contains the interval. */
export function formatRange({ lowMs, highMs }: Interval): string {
  const middle = (lowMs + highMs) / 2;
  const { scale, digits, unit } = unitOf(middle);
  const printed = Number((middle / scale).toFixed(digits)) * scale;
  const bound = Math.max(highMs - printed, printed - lowMs);
  const own = unitOf(bound);
  const step = 10 ** own.digits;
  const up = Math.ceil((bound / own.scale) * step - 1e-9) / step;
  return `${signed(middle / scale, digits)} ${unit} ± ${up.toFixed(own.digits)} ${own.unit}`;
}

export function formatPpm({
  lowPpm,
  highPpm,
}: {
  readonly lowPpm: number;
  readonly highPpm: number;
}): string {
  const text = (ppm: number) => (Number.isFinite(ppm) ? signed(ppm, Math.abs(ppm) < 100 ? 2 : 0) : "?");
  return `${text(lowPpm)} to ${text(highPpm)} ppm`;
}

function unitOf(ms: number): { readonly scale: number; readonly digits: number; readonly unit: string } {
  return Math.abs(ms) < 1_000 ? { scale: 1, digits: 3, unit: "ms" } : { scale: 1_000, digits: 6, unit: "s" };
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return `${value < 0 && Number(text) !== 0 ? MINUS : "+"}${text}`;
}
