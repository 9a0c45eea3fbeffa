/** What is to be measured → stages: one, a ramp of rates, or a search; runs them one after another. */
import type { Expectation, Metric } from "../../bench/expectation.ts";
import { holds } from "../../bench/expectation.ts";
import type { Generator } from "../../bench/generator.ts";
import { measure } from "../../bench/measured.ts";
import { timingsWanted } from "../../bench/percentiles.ts";
import type { LoopPlan, Stage } from "../../bench/plan.ts";
import { nextTrial, rampRates, type Trial } from "../../bench/rates.ts";
import type { BenchRecord } from "../../bench/record.ts";
import { reportStep, type StepReport } from "../../bench/report.ts";
import { UsageError } from "../exit.ts";
import type { LoadValues } from "./flags.ts";
import type { Live } from "./live.ts";

const DURATION_MS = 10_000;
const STEP_MS = 2000;
/** A trial is made longer where a promised percentile wants more timings, up to this. */
const LONGEST_TRIAL_MS = 60_000;
/** Beyond what the percentile wants, for replies that come together are one timing. */
const TIMINGS_MARGIN = 1.2;
/** A rate counts as served when so much of it was. */
const SERVED_SHARE = 0.99;

export interface Step {
  readonly record: BenchRecord;
  readonly report: StepReport;
}

export interface FindMax {
  readonly promise: string;
  /** Null where no rate kept the promise. */
  readonly rate: number | null;
  /** Whether what broke it next was the generator's own limit. */
  readonly isGeneratorsLimit: boolean;
  /** The step of that rate. */
  readonly step: number | null;
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly findMax: FindMax | null;
}

/** @throws {UsageError} for flags that contradict each other; the counts of flags given matter, not their values */
export function checkTogether({
  rate,
  ramp,
  findMax,
  duration,
  requests,
  churn,
  pipeline,
}: LoadValues): void {
  const paces = { "--rate": rate, "--ramp": ramp, "--find-max": findMax };
  const given = Object.entries(paces).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length > 1) throw new UsageError(`${given.join(" and ")} cannot be had together: choose one.`);
  if (requests !== undefined && duration !== undefined) {
    throw new UsageError("--requests and --duration cannot be had together: choose one.");
  }
  if (requests !== undefined && findMax !== undefined) {
    throw new UsageError("--find-max measures for a time: --duration says how long each step is.");
  }
  if (churn && pipeline > 1) {
    throw new UsageError("--churn is a connection a request: --pipeline has to be 1.");
  }
}

export interface Runner {
  readonly generator: Generator;
  readonly live: Live;
  /** The server's processor time so far, where it is known. */
  readonly serverCpuMs: () => number | undefined;
  readonly interrupt: AbortSignal;
}

export async function runSteps(values: LoadValues, runner: Runner): Promise<Steps> {
  const { rate, ramp, findMax } = values;
  if (findMax !== undefined) return search(values, findMax, runner);
  const rates = ramp === undefined ? [rate] : rampRates(ramp);
  const steps: Step[] = [];
  for (const [index, each] of rates.entries()) {
    if (runner.interrupt.aborted) break;
    const pace: LoopPlan = each === undefined ? { kind: "closed" } : { kind: "open", rate: each };
    const title = rates.length === 1 ? "" : `${index + 1} of ${rates.length}`;
    steps.push(await runStep(stageOf(values, pace), title, runner));
  }
  return { steps, findMax: null };
}

async function search(values: LoadValues, promises: readonly Expectation[], runner: Runner): Promise<Steps> {
  const steps: Step[] = [];
  const trials: Trial[] = [];
  const timings = Math.max(0, ...promises.map(({ metric }) => timingsOf(metric))) * TIMINGS_MARGIN;
  let found: number | undefined;
  while (!runner.interrupt.aborted) {
    const next = nextTrial(trials, Math.ceil((timings * 1000) / LONGEST_TRIAL_MS));
    if (next.kind === "found") {
      found = next.rate;
      break;
    }
    const ms = Math.max(values.duration ?? STEP_MS, (timings / next.rate) * 1000);
    const stage = stageOf({ ...values, duration: ms }, { kind: "open", rate: next.rate });
    const step = await runStep(stage, `trial ${trials.length + 1}`, runner);
    if (runner.interrupt.aborted) break;
    steps.push(step);
    const kept =
      isServed(step, next.rate) &&
      promises.every((each) => holds(each, measure(each.metric, step.record).value));
    trials.push({ rate: next.rate, kept });
    runner.live.tell(`${next.rate}/s ${kept ? "kept" : "broken"}`);
  }
  const step = trials.findLastIndex((trial) => trial.kept && trial.rate === found);
  const promise = promises.map(({ text }) => text).join(",");
  const above = trials.filter((trial) => !trial.kept && trial.rate > (found ?? 0));
  const next = Math.min(...above.map(({ rate }) => rate));
  const isGeneratorsLimit = steps.some(
    ({ report }, at) =>
      trials[at]?.rate === next && trials[at]?.kept === false && report.verdict.label === "generator-bound",
  );
  return {
    steps,
    findMax: { promise, rate: found ?? null, isGeneratorsLimit, step: step < 0 ? null : step },
  };
}

function timingsOf(metric: Metric): number {
  return metric.kind === "percentile" ? timingsWanted(metric.percentile) : 0;
}

function isServed({ report }: Step, rate: number): boolean {
  return (
    report.repliesPerSecond >= rate * SERVED_SHARE &&
    (report.schedule?.unsent ?? 0) <= rate * (1 - SERVED_SHARE)
  );
}

function stageOf({ duration, requests, warmup, ramp, findMax }: LoadValues, pace: LoopPlan): Stage {
  const isStep = ramp !== undefined || findMax !== undefined;
  const ms = duration ?? (isStep ? STEP_MS : DURATION_MS);
  const extent =
    requests === undefined
      ? ({ kind: "time", ms } as const)
      : ({ kind: "requests", count: requests } as const);
  return { pace, extent, warmupMs: warmup };
}

async function runStep(stage: Stage, title: string, runner: Runner): Promise<Step> {
  const { generator, live, serverCpuMs, interrupt } = runner;
  let before: number | undefined;
  const sampling = setTimeout(() => {
    before = serverCpuMs();
  }, stage.warmupMs);
  live.begin(stage.pace, title);
  const stop = () => generator.stop();
  interrupt.addEventListener("abort", stop);
  try {
    const { record, points } = await generator.run(stage, (point, sofar) => live.point(point, sofar));
    const after = serverCpuMs();
    const used = before === undefined || after === undefined ? undefined : Math.max(0, after - before);
    return { record, report: reportStep(stage.pace, record, points, used) };
  } finally {
    clearTimeout(sampling);
    interrupt.removeEventListener("abort", stop);
    live.end();
  }
}
