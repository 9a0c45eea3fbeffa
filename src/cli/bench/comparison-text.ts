/** A comparison → text. */
import { escapeText } from "../../client/index.ts";
import { formatCount, formatMs } from "../../text/numbers.ts";
import type { Comparison, Row } from "./comparison.ts";
import { lines, type Page } from "./page.ts";

/** With the interval they fit into 60 columns. */
const NAME = 11;
const COLUMN = 10;

export function formatComparison({ conditions, steps }: Comparison, page: Page): readonly string[] {
  const { paint } = page;
  const warning =
    conditions.length === 0
      ? ["  the conditions were the same"]
      : [
          ...lines("the conditions differ, so the servers may not be the cause:", page, paint.yellow),
          ...conditions.flatMap((each) => lines(escapeText(each), page, paint.yellow, 4)),
        ];
  const head = ["A", "B", "change"].map((text) => text.padStart(COLUMN)).join("");
  const tables = steps.flatMap(({ rate, rows }) => [
    "",
    `  ${paint.dim(`${(rate === null ? "" : `${formatCount(rate)}/s`).padEnd(NAME)}${head}  95 % interval`)}`,
    ...rows.flatMap((row) => formatRow(row, page)),
  ]);
  const none =
    steps.length === 0 ? ["", ...lines("no step of one has the rate of a step of the other", page)] : [];
  const note =
    "replies/s: mean of the slices of 250 ms; p50 and p99: median of those of the slices; the others: whole run. " +
    "The interval is from the variation within the two runs; that between runs is not in it, so repeat them.";
  return [...warning, ...tables, ...none, "", ...lines(note, page, paint.dim)];
}

function formatRow(
  { metric, unit, a, b, change, interval }: Row,
  { paint, columns }: Page,
): readonly string[] {
  const format = unit === "ms" ? formatMs : formatCount;
  const cells = [a, b].map((value) => (value === null ? "–" : format(value)));
  const figures = [...cells, change === null ? "–" : formatChange(change)];
  const row = `  ${metric.padEnd(NAME)}${figures.map((cell) => cell.padStart(COLUMN)).join("")}`;
  if (interval === null) return [row];
  const [low, high] = interval;
  const isShown = low > 0 || high < 0;
  const range = `${formatPercent(low)} … ${formatPercent(high)} %`;
  const shown = isShown ? range : paint.dim(range);
  return row.length + 2 + range.length <= columns ? [`${row}  ${shown}`] : [row, `      ${shown}`];
}

function formatChange(change: number): string {
  return `${formatPercent(change)} %`;
}

function formatPercent(change: number): string {
  const percent = change * 100;
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent).toFixed(digits)}`;
}
