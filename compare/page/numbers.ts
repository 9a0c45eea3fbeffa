/** Numbers as the page prints them: three significant digits. */
import type { Estimate } from "../statistics.ts";

/** 127 k, 1.85 M, 21. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 1e6) return `${significant(perSecond / 1e6)} M`;
  if (perSecond >= 1e3) return `${significant(perSecond / 1e3)} k`;
  return significant(perSecond);
}

export function significant(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const whole = Math.abs(value) >= 100;
  return whole ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

/** `1.03 [0.98, 1.09]`, and for a range `1.03 (0.98–1.09)`. */
export function formatEstimate({ median, interval, kind }: Estimate): string {
  if (Number.isNaN(median)) return "–";
  if (interval === undefined) return significant(median);
  const [low, high] = interval.map(significant);
  return `${significant(median)} ${kind === "range" ? `(${low}–${high})` : `[${low}, ${high}]`}`;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}
