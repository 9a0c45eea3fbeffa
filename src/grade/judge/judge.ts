/** Builds, starts and judges one submission; runs inside the job. */
import { check } from "../../check/check.ts";
import type { CheckResult } from "../../check/result.ts";
import type { Outcome } from "../outcome.ts";
import { build } from "./build.ts";
import { environmentIn, Job, type Running } from "./job.ts";
import { isSandboxFault, judgeError, outcomeOf } from "./outcome-of.ts";
import { missingProgram } from "./programs.ts";
import type { JudgeReport, JudgeRequest } from "./request.ts";
import type { SubmissionProcesses } from "./submission-processes.ts";
import { LATE_MS, TimerWatch } from "./timers.ts";

const HOST = "127.0.0.1";
/** As `jam check` has it by default. */
const CASES_AT_ONCE = 32;

export async function judge(request: JudgeRequest, processes: SubmissionProcesses): Promise<JudgeReport> {
  const { plan, weights, confinement } = request;
  const missing = missingProgram(plan, environmentIn(request).PATH);
  if (missing !== undefined) return unjudged(judgeError(missing));
  const job = new Job(request, processes);
  const isWrapped = confinement.kind === "sandbox";
  const from = performance.now();
  const built = await job.run("build", plan.limits.buildSeconds, ({ start }) => build(plan.build, start));
  const buildSeconds = (performance.now() - from) / 1000;
  const exceededInBuild = built.exceeded && { exceeded: built.exceeded };
  if (built.value !== undefined) {
    const { output } = built.value;
    const outcome: Outcome =
      isWrapped && isSandboxFault(output)
        ? judgeError(`the sandbox failed: ${output}`)
        : { state: "did-not-build", ...built.value, ...exceededInBuild };
    return { ...unjudged(outcome), buildSeconds, peakMemoryMib: built.peakMemoryMib };
  }
  const timers = new TimerWatch();
  const { value, exceeded, peakMemoryMib } = await job.run("serve", plan.limits.judgeSeconds, (running) =>
    checkServer(request, running),
  );
  timers.stop();
  return {
    outcome: outcomeOf(value, { plan, weights, isWrapped, exceeded }),
    timerDelayMs: timers.maxDelayMs,
    timersWereLate: timers.maxDelayMs > LATE_MS,
    buildSeconds,
    peakMemoryMib: Math.max(peakMemoryMib, built.peakMemoryMib),
  };
}

function checkServer(
  { plan, chosen, confinement }: JudgeRequest,
  { start, timeUp }: Running,
): Promise<CheckResult> {
  return check({
    host: HOST,
    address: { ip: HOST, port: plan.port },
    chosen,
    timeScale: 1,
    jobs: CASES_AT_ONCE,
    command: plan.command,
    startProcess: start,
    hasOwnNetwork: confinement.kind === "sandbox",
    startTimeoutMs: plan.startTimeoutSeconds * 1000,
    observes: true,
    onResult: () => {},
    signal: timeUp,
  });
}

export function unjudged(outcome: Outcome): JudgeReport {
  return { outcome, timerDelayMs: 0, timersWereLate: false, buildSeconds: 0, peakMemoryMib: 0 };
}
