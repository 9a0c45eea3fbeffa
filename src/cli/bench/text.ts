/** A result → the text on stdout. */
import type { Latency, StepReport } from "../../bench/report.ts";
import { LABELS, type Label } from "../../bench/verdict.ts";
import { escapeText } from "../../client/index.ts";
import { formatBytes, formatCount, formatMs, formatShare } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import type { BenchResult } from "./result.ts";

const COLUMN = 10;
const NAME = 14;
/** The table of latencies: with five percentiles and the maximum it fits into 80 columns. */
const LATENCY = { name: 20, column: 9 } as const;

const COLOUR_OF = {
  "server-bound": "green",
  "schedule-kept": "green",
  "generator-bound": "yellow",
  "schedule-missed": "yellow",
  undecided: "dim",
} as const satisfies Record<Label, keyof Painter>;

/** The first line: the server and the load. */
export function formatHead({ target, load, isInterrupted }: BenchResult, paint: Painter): string {
  const server = target.command === null ? `${target.host}:${target.port}` : target.command.join(" ");
  const shape = [
    `${plural(load.connections, "connection")}${load.churn ? ", one per request" : ` × ${load.pipeline}`}`,
    ...(load.idle > 0 ? [`${formatCount(load.idle)} silent`] : []),
    plural(load.threads, "thread"),
    ...(isInterrupted ? [paint.yellow("ended early")] : []),
  ];
  return `${paint.bold(`jam bench ${escapeText(server)}`)}  ${paint.dim(shape.join(" · "))}`;
}

/** @param bars the histogram's lines */
export function formatStep(step: StepReport, bars: readonly string[], paint: Painter): string {
  const { errors, schedule } = step;
  const rate = schedule === null ? "" : `  of ${formatCount(schedule.rate)}/s scheduled`;
  const seconds = `${step.elapsedSeconds.toFixed(step.elapsedSeconds < 10 ? 2 : 1)} s`;
  return [
    `  ${paint.bold(`${formatCount(step.repliesPerSecond)} replies/s`)}${rate}`,
    `  ${formatCount(step.replies)} replies in ${seconds}, ${formatBytes(step.bytesReceived)} in, ${formatBytes(step.bytesSent)} out`,
    `  ${formatErrors(errors.total, paint)}`,
    ...errors.kinds.flatMap(({ kind, count, meaning, example }) => [
      `    ${kind.padEnd(NAME)}${formatCount(count).padStart(COLUMN)}  ${meaning}`,
      ...(example.hex === "" ? [] : [paint.dim(`    ${" ".repeat(NAME + COLUMN)}  first: ${example.hex}`)]),
    ]),
    ...formatUnanswered(step),
    "",
    formatLatencies(step, paint),
    ...(bars.length === 0 ? [] : ["", ...bars.map((line) => `  ${line}`)]),
    "",
    ...formatVerdict(step, paint),
  ].join("\n");
}

function formatErrors(total: number, paint: Painter): string {
  return total === 0 ? paint.green("no errors; every reply was checked") : paint.red(plural(total, "error"));
}

function formatUnanswered({ unanswered, schedule }: StepReport): readonly string[] {
  const count = unanswered + (schedule?.unsent ?? 0);
  const whose = count === 1 ? "its" : "their";
  return count === 0
    ? []
    : [`  ${plural(count, "request")} without an answer: ${whose} wait is part of the latencies`];
}

/** One row per kind of latency. */
function formatLatencies(
  { loop, latency, uncorrected, connect, firstByte }: StepReport,
  paint: Painter,
): string {
  const rows: readonly (readonly [string, Latency | null])[] = [
    [loop === "open" ? "from scheduled time" : "latency", latency],
    ["from send", uncorrected],
    ["connect", connect],
    ["first byte", firstByte],
  ];
  const shown = rows.flatMap(([name, values]) => (values === null ? [] : [[name, values] as const]));
  const [first] = shown;
  if (first === undefined) return "  no latency: there was no right reply";
  const heads = [...first[1].percentiles.map(({ percentile }) => `p${percentile}`), "max"];
  const head = `  ${" ".repeat(LATENCY.name)}${heads.map((text) => text.padStart(LATENCY.column)).join("")}`;
  const lines = shown.map(([name, { percentiles, maxMs }]) => {
    const cells = [...percentiles.map(({ ms }) => (ms === null ? "–" : formatMs(ms))), formatMs(maxMs)];
    return `  ${name.padEnd(LATENCY.name)}${cells.map((text) => text.padStart(LATENCY.column)).join("")}`;
  });
  const isCut = shown.some(([, { percentiles }]) => percentiles.some(({ ms }) => ms === null));
  const note = isCut
    ? [paint.dim(`  ${"–".padEnd(LATENCY.name)}fewer than 10 timings above it: not known`)]
    : [];
  return [paint.dim(head), ...lines, ...note].join("\n");
}

function formatVerdict(
  { verdict, generator, serverCpuShare }: StepReport,
  paint: Painter,
): readonly string[] {
  const [first] = generator;
  const name = paint[COLOUR_OF[verdict.label]](paint.bold(verdict.label.replace("-", " ")));
  const most = (pick: (thread: (typeof generator)[number]) => number) => Math.max(...generator.map(pick));
  const self =
    first === undefined
      ? []
      : [
          `generator: clock resolution ${first.clockResolutionNs} ns, a 1 ms timer takes ${formatMs(first.timerMs)}, ` +
            `timers late by ${formatMs(most((thread) => thread.loopDelayP99Ms))} (p99), ` +
            `${formatMs(most((thread) => thread.loopDelayMaxMs))} (max)`,
        ];
  const server = serverCpuShare === null ? [] : [`server: used ${formatShare(serverCpuShare)} of a core`];
  return [
    `  ${name}: ${LABELS[verdict.label]}`,
    ...[verdict.why, ...self, ...server].map((line) => paint.dim(`  ${line}`)),
  ];
}

/** One line per step of a ramp or a search. */
export function formatSteps({ steps, findMax }: BenchResult, paint: Painter): string {
  const heads = ["rate/s", "replies/s", "p50", "p99", "p99.9", "max", "errors"];
  const head = `  ${heads.map((text) => text.padStart(COLUMN)).join("")}  result`;
  const lines = steps.map((step, index) => {
    const at = (percentile: number) =>
      step.latency?.percentiles.find((each) => each.percentile === percentile)?.ms ?? null;
    const cells = [
      formatCount(step.schedule?.rate ?? 0),
      formatCount(step.repliesPerSecond),
      ...[at(50), at(99), at(99.9), step.latency?.maxMs ?? null].map((ms) =>
        ms === null ? "–" : formatMs(ms),
      ),
      formatCount(step.errors.total),
    ].map((text) => text.padStart(COLUMN));
    const label = paint[COLOUR_OF[step.verdict.label]](step.verdict.label.replace("-", " "));
    const line = `  ${cells.join("")}  ${label}`;
    return findMax?.step === index ? `${paint.bold(line)} ◀` : line;
  });
  return [paint.dim(head), ...lines].join("\n");
}

export function formatFindMax({ findMax }: BenchResult, paint: Painter): readonly string[] {
  if (findMax === null) return [];
  const { expectation, rate, isGeneratorLimit } = findMax;
  if (rate === null) return ["", `  ${paint.red("no rate was found")} that meets ${expectation}`];
  const limit = isGeneratorLimit ? paint.yellow(" (limited by the generator; the server may be faster)") : "";
  return [
    "",
    `  ${paint.bold(`${formatCount(rate)}/s`)} is the highest rate found that meets ${expectation}${limit}`,
  ];
}

export function formatExpectations({ expectations }: BenchResult, paint: Painter): readonly string[] {
  if (expectations.length === 0) return [];
  const lines = expectations.map(({ text, isMet, measured }) => {
    return `  ${isMet ? paint.green("met   ") : paint.red("missed")}  ${text.padEnd(NAME)}  ${paint.dim(measured)}`;
  });
  return ["", ...lines];
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
