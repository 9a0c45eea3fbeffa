/** The flags → stages: one, a ramp of rates, or a search. Runs them one after another. */
import { errorTotal } from "../../bench/errors.ts";
import { type Expectation, isMet, type Metric } from "../../bench/expectation.ts";
import type { Generator } from "../../bench/generator.ts";
import { measure } from "../../bench/measured.ts";
import { timingsNeeded } from "../../bench/percentiles.ts";
import type { LoopPlan, Stage } from "../../bench/plan.ts";
import { bestRate, nextTrial, rampRates, type Trial } from "../../bench/rates.ts";
import type { BenchRecord } from "../../bench/record.ts";
import { reportStep, type StepReport } from "../../bench/report.ts";
import { whyMissed } from "../../bench/trial.ts";
import { UsageError } from "../exit.ts";
import type { LoadValues } from "./flags.ts";
import type { Live } from "./live.ts";

const DURATION_MS = 10_000;
const STEP_MS = 2000;
/** A trial is longer if an expected percentile needs more timings, up to this. */
const LONGEST_TRIAL_MS = 60_000;
/** More than the percentile needs, because replies in one chunk are one timing. */
const TIMINGS_MARGIN = 1.2;

export interface Step {
  readonly record: BenchRecord;
  readonly report: StepReport;
}

interface JudgedTrial extends Trial {
  /** Why the expectation was missed; null if it was met. */
  readonly why: string | null;
}

export interface FindMax {
  readonly expectation: string;
  /** Null if no rate met the expectation. */
  readonly rate: number | null;
  /** Whether the next higher rate missed it because of the generator. */
  readonly isGeneratorLimit: boolean;
  /** The index of that rate's step. */
  readonly step: number | null;
  /** One per step. */
  readonly trials: readonly JudgedTrial[];
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly findMax: FindMax | null;
  /** Whether --fail-fast ended it. */
  readonly isFailedFast: boolean;
}

/** @throws {UsageError} for flags that exclude each other */
export function checkTogether({
  rate,
  ramp,
  findMax,
  duration,
  requests,
  churn,
  pipeline,
  failFast,
}: LoadValues): void {
  const loops = { "--rate": rate, "--ramp": ramp, "--find-max": findMax };
  const given = Object.entries(loops).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length > 1) throw new UsageError(`${given.join(" and ")} exclude each other: choose one.`);
  if (requests !== undefined && duration !== undefined) {
    throw new UsageError("--requests and --duration exclude each other: choose one.");
  }
  if (requests !== undefined && findMax !== undefined) {
    throw new UsageError("--find-max excludes --requests: --duration sets the length of each trial.");
  }
  if (failFast && findMax !== undefined) {
    throw new UsageError("--find-max excludes --fail-fast: a search needs rates that fail.");
  }
  if (churn && pipeline > 1) {
    throw new UsageError("--churn uses one connection per request: --pipeline must be 1.");
  }
}

export interface Runner {
  readonly generator: Generator;
  readonly live: Live;
  /** The server's CPU time so far, if known. */
  readonly serverCpuMs: () => number | undefined;
  /** How a server that was started for this run has ended, if it has. */
  readonly serverEnded: () => string | undefined;
  readonly interrupt: AbortSignal;
}

export async function runSteps(values: LoadValues, runner: Runner): Promise<Steps> {
  const { rate, ramp, findMax } = values;
  if (findMax !== undefined) return search(values, findMax, runner);
  const rates = ramp === undefined ? [rate] : rampRates(ramp);
  const steps: Step[] = [];
  for (const [index, each] of rates.entries()) {
    if (runner.interrupt.aborted) break;
    const loop: LoopPlan = each === undefined ? { kind: "closed" } : { kind: "open", rate: each };
    const title = rates.length === 1 ? "" : `${index + 1} of ${rates.length}`;
    const step = await runStep(stageOf(values, loop), title, runner, values.failFast);
    steps.push(step);
    const hasFailed = step.report.errors.total > 0 || !meetsAll(values.expect ?? [], step.record);
    if (values.failFast && hasFailed) return { steps, findMax: null, isFailedFast: true };
    if (step.report.serverEnd.state === "gone") break;
  }
  return { steps, findMax: null, isFailedFast: false };
}

function meetsAll(expectations: readonly Expectation[], record: BenchRecord): boolean {
  return expectations.every((each) => isMet(each, measure(each.metric, record).value));
}

async function search(
  values: LoadValues,
  expectations: readonly Expectation[],
  runner: Runner,
): Promise<Steps> {
  const steps: Step[] = [];
  const trials: JudgedTrial[] = [];
  const timings = Math.max(0, ...expectations.map(({ metric }) => timingsOf(metric))) * TIMINGS_MARGIN;
  const lowest = Math.ceil((timings * 1000) / LONGEST_TRIAL_MS);
  let next = nextTrial(trials, lowest);
  while (next.kind === "try" && !runner.interrupt.aborted) {
    const { rate } = next;
    const ms = Math.max(values.duration ?? STEP_MS, (timings / rate) * 1000);
    const stage = stageOf({ ...values, duration: ms }, { kind: "open", rate });
    const step = await runStep(stage, `trial ${trials.length + 1}`, runner);
    if (runner.interrupt.aborted) break;
    const why = whyMissed(expectations, step.record, rate);
    steps.push(step);
    trials.push({ rate, isMet: why === undefined, why: why ?? null });
    runner.live.print(`${rate}/s ${why === undefined ? "met" : `missed: ${why}`}`);
    next = nextTrial(trials, lowest);
    if (step.report.serverEnd.state === "gone" || steps.slice(-2).every(hasNoReply)) break;
  }
  const rate = next.kind === "found" ? next.rate : bestRate(trials);
  const step = trials.findLastIndex((trial) => trial.isMet && trial.rate === rate);
  const above = Math.min(
    ...trials.filter((each) => !each.isMet && each.rate > (rate ?? 0)).map((each) => each.rate),
  );
  const isGeneratorLimit = steps.some(
    ({ report }, at) =>
      trials[at]?.rate === above && trials[at]?.isMet === false && report.verdict.label === "generator-bound",
  );
  const expectation = expectations.map(({ text }) => text).join(",");
  return {
    steps,
    findMax: { expectation, rate: rate ?? null, isGeneratorLimit, step: step < 0 ? null : step, trials },
    isFailedFast: false,
  };
}

/** Of two trials in succession: no lower rate would be answered either. */
function hasNoReply({ report }: Step, _: number, { length }: readonly Step[]): boolean {
  return length === 2 && report.replies === 0;
}

function timingsOf(metric: Metric): number {
  return metric.kind === "percentile" ? timingsNeeded(metric.percentile) : 0;
}

function stageOf({ duration, requests, warmup, ramp, findMax }: LoadValues, loop: LoopPlan): Stage {
  const isStep = ramp !== undefined || findMax !== undefined;
  const ms = duration ?? (isStep ? STEP_MS : DURATION_MS);
  const extent =
    requests === undefined
      ? ({ kind: "time", ms } as const)
      : ({ kind: "requests", count: requests } as const);
  return { loop, extent, warmupMs: warmup };
}

async function runStep(stage: Stage, title: string, runner: Runner, failFast = false): Promise<Step> {
  const { generator, live, serverCpuMs, interrupt } = runner;
  let before: number | undefined;
  const sampling = setTimeout(() => {
    before = serverCpuMs();
  }, stage.warmupMs);
  live.begin(stage.loop, title);
  const stop = () => generator.stop();
  interrupt.addEventListener("abort", stop);
  try {
    const { record, points } = await generator.run(stage, (point, sofar) => {
      live.point(point, sofar);
      if (failFast && errorTotal(sofar.errors) > 0) stop();
    });
    const after = serverCpuMs();
    const used = before === undefined || after === undefined ? undefined : Math.max(0, after - before);
    const report = reportStep(stage.loop, record, points, used);
    const ended = report.serverEnd.state === "gone" ? runner.serverEnded() : undefined;
    const { label, why } = report.verdict;
    return {
      record,
      report: ended === undefined ? report : { ...report, verdict: { label, why: `${ended}; ${why}` } },
    };
  } finally {
    clearTimeout(sampling);
    interrupt.removeEventListener("abort", stop);
    live.end();
  }
}
