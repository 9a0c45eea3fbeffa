/** What the judge's process is asked, and what it reports: one line of JSON each. */
import type { Weights } from "../../check/result.ts";
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import type { Confinement } from "../sandbox/sandbox.ts";

export interface JudgeOptions {
  readonly confinement: Confinement;
  /** Which of the jobs at once, from 0: each has a user, control groups and a scratch folder of its own. */
  readonly slot: number;
  /** Ids of the cases, in order. */
  readonly chosen: readonly string[];
  readonly weights: Weights | undefined;
  /** Folders that no submission may see, such as the class and the results. */
  readonly hidden: readonly string[];
}

/** `plan.settled` is undefined. */
export interface JudgeRequest extends JudgeOptions {
  readonly plan: Plan;
  /** An empty folder of the job, on which a sandbox mounts the scratch copy. */
  readonly scratch: string;
  /** Names the job's control groups. */
  readonly name: string;
}

export interface JudgeReport {
  readonly outcome: Outcome;
  /** How late the judge's own timers ran, at worst. */
  readonly timerDelayMs: number;
  /** So late that the machine's load may have changed a verdict: judge it again with fewer jobs. */
  readonly timersWereLate: boolean;
  readonly buildSeconds: number;
  /** Of the submission's processes at once, in the most demanding moment that was seen. */
  readonly peakMemoryMib: number;
}
