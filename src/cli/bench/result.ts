/** The whole result of a run, which text and JSON are made from. */

import { type Expectation, holds } from "../../bench/expectation.ts";
import { measure } from "../../bench/measured.ts";
import type { Plan } from "../../bench/plan.ts";
import type { StepReport } from "../../bench/report.ts";
import type { FindMax, Step, Steps } from "./steps.ts";

const SCHEMA = 1;

interface JudgedExpectation {
  readonly text: string;
  readonly held: boolean;
  /** What was measured, in words. */
  readonly measured: string;
}

export interface BenchTarget {
  readonly host: string;
  readonly port: number;
  /** The command that was started as the server, if one was. */
  readonly command: readonly string[] | null;
}

export interface BenchResult {
  readonly schema: number;
  readonly version: string;
  readonly startedAt: string;
  readonly isInterrupted: boolean;
  readonly target: BenchTarget & { readonly address: string };
  readonly load: Omit<Plan, "address" | "port">;
  readonly steps: readonly StepReport[];
  readonly findMax: FindMax | null;
  readonly expectations: readonly JudgedExpectation[];
}

export interface Run {
  readonly version: string;
  readonly startedAt: Date;
  readonly isInterrupted: boolean;
  readonly target: BenchTarget;
  readonly plan: Plan;
  readonly steps: Steps;
  readonly expected: readonly Expectation[];
}

export function resultOf({
  version,
  startedAt,
  isInterrupted,
  target,
  plan,
  steps,
  expected,
}: Run): BenchResult {
  const { address, port: _, ...load } = plan;
  return {
    schema: SCHEMA,
    version,
    startedAt: startedAt.toISOString(),
    isInterrupted,
    target: { ...target, address },
    load,
    steps: steps.steps.map(({ report }) => report),
    findMax: steps.findMax,
    expectations: expected.map((each) => judge(each, judgedSteps(steps))),
  };
}

/** All steps of a ramp; of a search only the one that was found. */
function judgedSteps({ steps, findMax }: Steps): readonly Step[] {
  if (findMax === null) return steps;
  return steps.filter((_, index) => index === findMax.step);
}

function judge(expectation: Expectation, steps: readonly Step[]): JudgedExpectation {
  const all = steps.map(({ record }) => measure(expectation.metric, record));
  const broken = all.find(({ value }) => !holds(expectation, value));
  const shown = broken ?? all.at(-1);
  return {
    text: expectation.text,
    held: all.length > 0 && broken === undefined,
    measured: shown?.text ?? "nothing was measured",
  };
}

/** Whether anything came, and everything that was promised held. */
export function isGood({ steps, findMax, expectations }: BenchResult): boolean {
  const hasReplies = steps.some(({ replies }) => replies > 0);
  return hasReplies && expectations.every(({ held }) => held) && (findMax === null || findMax.rate !== null);
}
