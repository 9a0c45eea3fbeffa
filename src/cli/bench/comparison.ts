/** Two results → how they differ, step by step, and which conditions were not the same. */
import { type Difference, difference, mean, median } from "../../bench/bootstrap.ts";
import type { StepReport } from "../../bench/report.ts";
import type { Point } from "../../bench/timeline.ts";
import type { BenchResult } from "./result.ts";
import { titleOf } from "./verdict-text.ts";

type Metric = "replies/s" | "p50" | "p99" | "p99.9" | "max" | "errors" | "unanswered";

export interface Row {
  readonly metric: Metric;
  readonly unit: "count" | "ms";
  /** Null if it could not be measured. */
  readonly a: number | null;
  readonly b: number | null;
  readonly change: number | null;
  readonly interval: Difference["interval"];
}

interface ComparedStep {
  /** Null in a closed loop. */
  readonly rate: number | null;
  readonly rows: readonly Row[];
}

export interface Comparison {
  readonly schema: number;
  /** What was not the same, or makes a result doubtful: sentences. */
  readonly conditions: readonly string[];
  /** Steps of the same rate; of a search the rates that were found. */
  readonly steps: readonly ComparedStep[];
}

const SCHEMA = 1;
/** Measured times that differ by less are the same. */
const SAME_TIME = 0.05;

export function compareResults(a: BenchResult, b: BenchResult): Comparison {
  const steps = pairsOf(a, b).map(([ofA, ofB]) => ({
    rate: ofA.schedule?.rate ?? null,
    rows: rowsOf(ofA, ofB),
  }));
  return { schema: SCHEMA, conditions: conditionsOf(a, b), steps };
}

/** Steps are paired by their rate, and if both results have one step, these. */
function pairsOf(a: BenchResult, b: BenchResult): readonly (readonly [StepReport, StepReport])[] {
  const chosen = ({ steps, findMax }: BenchResult) =>
    findMax === null ? steps : steps.filter((_, at) => at === findMax.step);
  const [ofA, ofB] = [chosen(a), chosen(b)];
  const [onlyA, onlyB] = [ofA[0], ofB[0]];
  if (ofA.length === 1 && ofB.length === 1 && onlyA !== undefined && onlyB !== undefined)
    return [[onlyA, onlyB]];
  return ofA.flatMap((step) => {
    const other = ofB.find(({ schedule }) => schedule?.rate === step.schedule?.rate);
    return other === undefined ? [] : [[step, other] as const];
  });
}

function rowsOf(a: StepReport, b: StepReport): readonly Row[] {
  const sliced = (metric: Metric, pick: (point: Point) => number | null, statistic: typeof mean): Row => {
    const known = ({ timeline }: StepReport) =>
      timeline.flatMap((point) => {
        const value = pick(point);
        return value === null ? [] : [value];
      });
    const found = difference(known(a), known(b), statistic);
    const unit = metric === "replies/s" ? "count" : "ms";
    if (found === undefined) return { metric, unit, a: null, b: null, change: null, interval: null };
    return { metric, unit, ...found };
  };
  const whole = (metric: Metric, unit: Row["unit"], pick: (step: StepReport) => number | null): Row => {
    const [ofA, ofB] = [pick(a), pick(b)];
    const change = ofA === null || ofB === null || ofA === 0 ? null : ofB / ofA - 1;
    return { metric, unit, a: ofA, b: ofB, change, interval: null };
  };
  return [
    sliced("replies/s", ({ repliesPerSecond }) => repliesPerSecond, mean),
    sliced("p50", ({ p50Ms }) => p50Ms, median),
    sliced("p99", ({ p99Ms }) => p99Ms, median),
    whole(
      "p99.9",
      "ms",
      ({ latency }) => latency?.percentiles.find((each) => each.percentile === 99.9)?.ms ?? null,
    ),
    whole("max", "ms", ({ latency }) => latency?.maxMs ?? null),
    whole("errors", "count", ({ errors }) => errors.total),
    whole("unanswered", "count", (step) => step.unanswered + (step.schedule?.unsent ?? 0)),
  ];
}

function conditionsOf(a: BenchResult, b: BenchResult): readonly string[] {
  const differing = (what: string, ofA: unknown, ofB: unknown) =>
    JSON.stringify(ofA) === JSON.stringify(ofB) ? [] : [`${what}: A ${show(ofA)}, B ${show(ofB)}`];
  const names = [
    ...new Set([...Object.keys(a.load), ...Object.keys(b.load)]),
  ] as (keyof BenchResult["load"])[];
  const loops = (result: BenchResult) =>
    result.findMax !== null
      ? "search"
      : result.steps.map(({ loop, schedule }) => schedule?.rate ?? loop).join(", ");
  return [
    ...names.flatMap((name) => differing(name, a.load[name], b.load[name])),
    ...differing("rate", loops(a), loops(b)),
    ...differing("version of jam", a.version, b.version),
    ...differing("system", a.machine.system, b.machine.system),
    ...differing("processor", a.machine.processor, b.machine.processor),
    ...differing("cores", a.machine.cores, b.machine.cores),
    ...timesOf(a, b),
    ...doubtsOf("A", a),
    ...doubtsOf("B", b),
  ];
}

function timesOf(a: BenchResult, b: BenchResult): readonly string[] {
  const [ofA, ofB] = [a, b].map(({ steps }) => steps.at(-1)?.elapsedSeconds ?? 0) as [number, number];
  const isSame = Math.abs(ofA - ofB) <= SAME_TIME * Math.max(ofA, ofB);
  return isSame ? [] : [`measured time: A ${ofA.toFixed(1)} s, B ${ofB.toFixed(1)} s`];
}

/** What makes one of the results say less about its server. */
function doubtsOf(name: string, { steps, isInterrupted }: BenchResult): readonly string[] {
  const labels = ["generator-bound", "machine-busy", "server-gone", "server-silent"];
  const titles = new Set(steps.filter(({ verdict }) => labels.includes(verdict.label)).map(titleOf));
  return [...(isInterrupted ? ["ended early"] : []), ...titles].map((title) => `${name}: ${title}`);
}

function show(value: unknown): string {
  return value === undefined || value === "" ? "unknown" : String(value);
}
