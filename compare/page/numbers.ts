/** Numbers as the page writes them: three digits that count. */
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

/** `1.03 [0.98, 1.09]`. */
export function formatEstimate({ median, interval }: Estimate): string {
  if (Number.isNaN(median)) return "–";
  const range = interval === undefined ? "" : ` [${significant(interval[0])}, ${significant(interval[1])}]`;
  return `${significant(median)}${range}`;
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}
