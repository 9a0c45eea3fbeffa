/** A result → the text on stdout. */
import type { StepReport } from "../../bench/report.ts";
import { escapeText } from "../../client/index.ts";
import { formatBytes, formatCount } from "../../text/numbers.ts";
import { formatLatencies } from "./latency-table.ts";
import { lines, type Page } from "./page.ts";
import type { BenchResult } from "./result.ts";
import { formatVerdict } from "./verdict-text.ts";

const COLUMN = 10;
const NAME = 14;

/** The server and the load: one line, or on a narrow page two. */
export function formatHead(
  { target, load, isInterrupted, isFailedFast }: BenchResult,
  page: Page,
): readonly string[] {
  const { paint } = page;
  const server = target.command === null ? `${target.host}:${target.port}` : target.command.join(" ");
  const title = `jam bench ${escapeText(server)}`;
  const shape = [
    `${plural(load.connections, "connection")}${load.churn ? ", one per request" : ` × ${load.pipeline}`}`,
    ...(load.idle > 0 ? [`${formatCount(load.idle)} silent`] : []),
    plural(load.threads, "thread"),
  ].join(" · ");
  const early = isFailedFast ? " · ended by --fail-fast" : isInterrupted ? " · ended early" : "";
  const isOneLine = title.length + 2 + shape.length + early.length <= page.columns;
  const tail = `${paint.dim(shape)}${paint.yellow(early)}`;
  return isOneLine
    ? [`${paint.bold(title)}  ${tail}`]
    : [...lines(title, page, paint.bold, 0), ...lines(shape + early, page, paint.dim)];
}

/** @param bars the histogram's lines */
export function formatStep(step: StepReport, bars: readonly string[], page: Page): readonly string[] {
  const { errors, schedule } = step;
  const { paint } = page;
  const rate = `${formatCount(step.repliesPerSecond)} replies/s`;
  const scheduled = schedule === null ? "" : `  of ${formatCount(schedule.rate)}/s scheduled`;
  const seconds = `${step.elapsedSeconds.toFixed(step.elapsedSeconds < 10 ? 2 : 1)} s`;
  const bytes = `${formatBytes(step.bytesReceived)} in, ${formatBytes(step.bytesSent)} out`;
  return [
    `  ${paint.bold(rate)}${scheduled}`,
    ...lines(`${formatCount(step.replies)} replies in ${seconds}, ${bytes}`, page),
    `  ${formatErrors(errors.total, page)}`,
    ...errors.kinds.flatMap(({ kind, count, meaning, example }) => [
      ...hanging(`${kind.padEnd(NAME)}${formatCount(count).padStart(COLUMN)}`, meaning, page),
      ...(example.hex === "" ? [] : hanging("", `first: ${example.hex}`, page).map(paint.dim)),
    ]),
    ...formatUnanswered(step, page),
    "",
    ...formatLatencies(step, page),
    ...(bars.length === 0 ? [] : ["", ...bars.map((line) => `  ${line}`)]),
    "",
    ...formatVerdict(step, page),
  ];
}

/** A text in a column of its own, to the right of the figures. */
function hanging(figures: string, text: string, page: Page): readonly string[] {
  const indent = 4 + NAME + COLUMN + 2;
  const [first = "", ...rest] = lines(text, page, undefined, indent);
  return [`    ${figures}`.padEnd(indent) + first.slice(indent), ...rest];
}

function formatErrors(total: number, { paint }: Page): string {
  return total === 0 ? paint.green("no errors; every reply was checked") : paint.red(plural(total, "error"));
}

function formatUnanswered({ unanswered, schedule }: StepReport, page: Page): readonly string[] {
  const count = unanswered + (schedule?.unsent ?? 0);
  const whose = count === 1 ? "its" : "their";
  if (count === 0) return [];
  return lines(`${plural(count, "request")} without an answer: ${whose} wait is part of the latencies`, page);
}

export function formatFindMax({ findMax }: BenchResult, page: Page): readonly string[] {
  if (findMax === null) return [];
  const { paint } = page;
  const { expectation, rate, isGeneratorLimit } = findMax;
  if (rate === null) return ["", ...lines(`no rate was found that meets ${expectation}`, page, paint.red)];
  const limit = isGeneratorLimit ? " (limited by the generator; the server may be faster)" : "";
  const shown = `${formatCount(rate)}/s`;
  const [first = "", ...rest] = lines(
    `${shown} is the highest rate found that meets ${expectation}${limit}`,
    page,
  );
  return ["", first.replace(shown, paint.bold(shown)), ...rest];
}

export function formatExpectations({ expectations }: BenchResult, page: Page): readonly string[] {
  if (expectations.length === 0) return [];
  const { paint } = page;
  const rows = expectations.flatMap(({ text, isMet, measured }) => {
    const result = isMet ? "met   " : "missed";
    const figures = `  ${result}  ${text.padEnd(NAME)}  `;
    const [first = "", ...rest] = lines(measured, page, undefined, figures.length);
    const painted = figures.replace(result, (isMet ? paint.green : paint.red)(result));
    return [painted + paint.dim(first.slice(figures.length)), ...rest.map(paint.dim)];
  });
  return ["", ...rows];
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
