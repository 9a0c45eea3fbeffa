/** The latencies of a step as a table: a row for each kind, or on a narrow page a column. */
import type { Latency, StepReport } from "../../bench/report.ts";
import { formatMs } from "../../text/numbers.ts";
import { lines, type Page } from "./page.ts";

/** With five percentiles and the maximum it fits into 80 columns. */
const WIDE = { name: 20, column: 9 } as const;
const WIDE_COLUMNS = 76;
/** With four kinds it fits into 60 columns. */
const NARROW = { name: 8, column: 12 } as const;

export function formatLatencies(step: StepReport, page: Page): readonly string[] {
  const { loop, latency, uncorrected, connect, firstByte } = step;
  const isWide = page.columns >= WIDE_COLUMNS;
  const kinds: readonly (readonly [string, Latency | null])[] = [
    [loop === "closed" ? "latency" : isWide ? "from scheduled time" : "scheduled", latency],
    ["from send", uncorrected],
    ["connect", connect],
    ["first byte", firstByte],
  ];
  const shown = kinds.flatMap(([name, values]) => (values === null ? [] : [[name, values] as const]));
  const [first] = shown;
  if (first === undefined) return lines("no latency: no request was measured", page);
  const heads = [...first[1].percentiles.map(({ percentile }) => `p${percentile}`), "max"];
  const columns = shown.map(([name, { percentiles, maxMs }]) => [
    name,
    ...percentiles.map(({ ms }) => (ms === null ? "–" : formatMs(ms))),
    formatMs(maxMs),
  ]);
  const rows = isWide ? [["", ...heads], ...columns] : transposed([["", ...heads], ...columns]);
  const { name, column } = isWide ? WIDE : NARROW;
  const [head = "", ...body] = rows.map(([title = "", ...cells]) =>
    `  ${title.padEnd(name)}${cells.map((cell) => cell.padStart(column)).join("")}`.trimEnd(),
  );
  const isCut = shown.some(([, { percentiles }]) => percentiles.some(({ ms }) => ms === null));
  const note = `${"–".padEnd(name - 1)} fewer than 10 timings above it: not known`;
  return [page.paint.dim(head), ...body, ...(isCut ? [`  ${page.paint.dim(note)}`] : [])];
}

function transposed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
}
