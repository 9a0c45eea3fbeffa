/** The result of a run, from which text and JSON are made. */
import { type Expectation, isMet } from "../../bench/expectation.ts";
import { measure } from "../../bench/measured.ts";
import type { Plan } from "../../bench/plan.ts";
import type { StepReport } from "../../bench/report.ts";
import { type Machine, thisMachine } from "./machine.ts";
import type { FindMax, Step, Steps } from "./steps.ts";

export const SCHEMA = 2;

interface JudgedExpectation {
  readonly text: string;
  readonly isMet: boolean;
  /** The measured value as text. */
  readonly measured: string;
}

export interface BenchTarget {
  readonly host: string;
  readonly port: number;
  /** The command that was started as the server, if any. */
  readonly command: readonly string[] | null;
}

export interface BenchResult {
  readonly schema: number;
  readonly version: string;
  readonly startedAt: string;
  readonly isInterrupted: boolean;
  /** Whether --fail-fast ended it. */
  readonly isFailedFast: boolean;
  readonly machine: Machine;
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
    isFailedFast: steps.isFailedFast,
    machine: thisMachine(),
    target: { ...target, address },
    load,
    steps: steps.steps.map(({ report }) => report),
    findMax: steps.findMax,
    expectations: expected.map((each) => judge(each, judgedSteps(steps))),
  };
}

/** All steps of a ramp; only the found one of a search. */
function judgedSteps({ steps, findMax }: Steps): readonly Step[] {
  if (findMax === null) return steps;
  return steps.filter((_, index) => index === findMax.step);
}

function judge(expectation: Expectation, steps: readonly Step[]): JudgedExpectation {
  const all = steps.map(({ record }) => measure(expectation.metric, record));
  const missed = all.find(({ value }) => !isMet(expectation, value));
  const shown = missed ?? all.at(-1);
  return {
    text: expectation.text,
    isMet: all.length > 0 && missed === undefined,
    measured: shown?.text ?? "nothing was measured",
  };
}

/** Whether there was a right reply, the server answered until the end, and every expectation was met. */
export function isGood({ steps, findMax, expectations, isFailedFast }: BenchResult): boolean {
  const hasReplies = steps.some(({ replies }) => replies > 0);
  const isAlive = findMax !== null || steps.every(({ serverEnd }) => serverEnd.state === "alive");
  const isGone = steps.some(({ serverEnd }) => serverEnd.state === "gone");
  return (
    hasReplies &&
    !isFailedFast &&
    isAlive &&
    !isGone &&
    expectations.every((each) => each.isMet) &&
    (findMax === null || findMax.rate !== null)
  );
}
