/** Numbers as people read them: three digits and a unit. */

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export function formatCount(value: number): string {
  return whole.format(value);
}

/** Three digits, in the unit that keeps it short: `412 µs`, `1.25 ms`, `2.10 s`. */
export function formatMs(ms: number): string {
  if (ms >= 999.5) return `${threeDigits(ms / 1000)} s`;
  if (ms >= 0.9995) return `${threeDigits(ms)} ms`;
  return `${ms >= 0.0995 ? (ms * 1000).toFixed(0) : threeDigits(ms * 1000)} µs`;
}

/** A round number, without trailing zeros: `1.5 ms`, `200 µs`. */
export function formatEdge(ms: number): string {
  return formatMs(ms)
    .replace(/(\.\d*?)0+ /, "$1 ")
    .replace(". ", " ");
}

function threeDigits(value: number): string {
  return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** `512 B`, `1.31 MB` */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return step === 0 ? `${bytes} B` : `${threeDigits(bytes / 1000 ** step)} ${units[step]}`;
}

/** `97 %`, `3.2 %` */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** Numbers on an axis: `0`, `25k`, `1.5M`. */
export function formatShort(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}
