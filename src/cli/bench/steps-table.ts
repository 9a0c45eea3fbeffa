/** The steps of a ramp or a search as a table, each with its result. */
import type { StepReport } from "../../bench/report.ts";
import { formatCount, formatMs } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import { lines, type Page } from "./page.ts";
import type { BenchResult } from "./result.ts";
import { LABEL_COLOURS, titleOf } from "./verdict-text.ts";

const COLUMN = 10;
/** A result that does not fit beside the figures is printed below them, indented. */
const BELOW = 6;
const WIDE_COLUMNS = 92;

export function formatSteps(result: BenchResult, page: Page): readonly string[] {
  const { steps, findMax } = result;
  const isWide = page.columns >= WIDE_COLUMNS;
  const columns = COLUMNS.filter((column) => isWide || column.isNarrow);
  const head = `  ${columns.map(({ name }) => name.padStart(COLUMN)).join("")}  result`;
  const rows = steps.flatMap((step, index) => {
    const figures = `  ${columns.map(({ cell }) => cell(step).padStart(COLUMN)).join("")}`;
    const { text, paint } = resultOf(result, index, page.paint);
    const isFound = findMax?.step === index;
    const shown = isFound ? `${text} ◀` : text;
    const bold = isFound ? page.paint.bold : (each: string) => each;
    return figures.length + 2 + shown.length <= page.columns
      ? [bold(`${figures}  ${paint(shown)}`)]
      : [bold(figures), ...lines(shown, page, paint, BELOW)];
  });
  return [page.paint.dim(head), ...rows];
}

interface Column {
  readonly name: string;
  readonly cell: (step: StepReport) => string;
  /** Whether a narrow page has it too. */
  readonly isNarrow: boolean;
}

const percentile = (wanted: number, isNarrow: boolean): Column => ({
  name: `p${wanted}`,
  cell: ({ latency }) => formatKnown(latency?.percentiles.find((each) => each.percentile === wanted)?.ms),
  isNarrow,
});

const COLUMNS: readonly Column[] = [
  { name: "rate/s", cell: ({ schedule }) => formatCount(schedule?.rate ?? 0), isNarrow: true },
  { name: "replies/s", cell: ({ repliesPerSecond }) => formatCount(repliesPerSecond), isNarrow: true },
  percentile(50, false),
  percentile(99, true),
  percentile(99.9, false),
  { name: "max", cell: ({ latency }) => formatKnown(latency?.maxMs), isNarrow: false },
  { name: "errors", cell: ({ errors }) => formatCount(errors.total), isNarrow: true },
];

function formatKnown(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? "–" : formatMs(ms);
}

function resultOf(
  { steps, findMax }: BenchResult,
  index: number,
  paint: Painter,
): { readonly text: string; readonly paint: (text: string) => string } {
  const trial = findMax?.trials[index];
  const step = steps[index];
  if (trial !== undefined)
    return trial.isMet
      ? { text: "met", paint: paint.green }
      : { text: `missed: ${trial.why}`, paint: paint.yellow };
  if (step === undefined) return { text: "", paint: paint.dim };
  return { text: titleOf(step), paint: paint[LABEL_COLOURS[step.verdict.label]] };
}
