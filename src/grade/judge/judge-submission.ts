/** Judges one submission in a process of its own, and leaves nothing of it behind. */
import type { Plan } from "../plan.ts";
import type { JudgeOptions, JudgeReport } from "./request.ts";

/**
 * A failure of the judge itself is the state `judge-error`, never an exception.
 * @returns undefined if the signal came first
 */
export async function judgeSubmission(
  _plan: Plan,
  _options: JudgeOptions,
  _signal?: AbortSignal,
): Promise<JudgeReport | undefined> {
  return {
    outcome: { state: "judge-error", message: "the judge is not there yet" },
    ...{ timerDelayMs: 0, timersWereLate: false, buildSeconds: 0, peakMemoryMib: 0 },
  };
}
