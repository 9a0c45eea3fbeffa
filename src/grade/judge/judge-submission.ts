/** Judges one submission in a process of its own, and leaves nothing of it behind. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { ownProcess } from "../../proc/own-program.ts";
import type { Plan } from "../plan.ts";
import { removeGroups } from "../sandbox/control-groups.ts";
import { jobCommand } from "../sandbox/job-command.ts";
import { SCRATCH_PARENT } from "../sandbox/scratch-folder.ts";
import { foldersOf } from "./job.ts";
import { unjudged } from "./judge.ts";
import { judgeError } from "./outcome-of.ts";
import type { JudgeOptions, JudgeReport, JudgeRequest } from "./request.ts";
import { removeScratch, scratchMibOf } from "./scratch.ts";

/** To make the namespaces, to copy, and to end everything. */
const GRACE_SECONDS = 30;
const REMOVE_MS = 2_000;
const PAUSE_MS = 10;

/**
 * A failure of the judge itself is the state `judge-error`, never an exception.
 * @returns undefined if the signal came first
 */
export async function judgeSubmission(
  plan: Plan,
  options: JudgeOptions,
  signal?: AbortSignal,
): Promise<JudgeReport | undefined> {
  const scratch = mkdtempSync(join(SCRATCH_PARENT, `jam-grade-${process.pid}-`));
  const name = `jam-grade-${process.pid}-${options.slot}`;
  try {
    const report = await runJob({ ...options, plan, scratch, name }, signal);
    return signal?.aborted === true ? undefined : report;
  } catch (error) {
    if (signal?.aborted === true) return undefined;
    return unjudged(judgeError(error instanceof Error ? error.message : String(error)));
  } finally {
    await clearAway(options, scratch, name);
  }
}

async function runJob(request: JudgeRequest, signal: AbortSignal | undefined): Promise<JudgeReport> {
  const { plan, confinement, scratch, slot } = request;
  const judge = ownProcess("grade/judge/main.ts");
  const isApart = confinement.kind === "sandbox";
  const job = { slot, scratch, scratchMib: scratchMibOf(plan), port: plan.port };
  const child = Bun.spawn([...(isApart ? jobCommand(confinement, job, judge) : judge)], {
    cwd: "/", // Bun reads .env and bunfig.toml from the current folder
    ...{ stdin: "pipe", stdout: "pipe", stderr: "pipe" },
    detached: true, // Ctrl-C in a terminal is the scheduler's to handle
  });
  // In a sandbox every process ends with the first one; without one the judge has to stop the server.
  const end = () => (isApart ? child.kill("SIGKILL") : ignoreEnd(child.stdin.end()));
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted === true) end();
  const { buildSeconds, judgeSeconds } = plan.limits;
  const late = setTimeout(end, (buildSeconds + judgeSeconds + GRACE_SECONDS) * 1000);
  try {
    ignoreEnd(child.stdin.write(`${JSON.stringify(request)}\n`));
    ignoreEnd(child.stdin.flush());
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
    return reportOf(stdout, stderr);
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", end);
    end();
  }
}

/** A job that could not begin reads nothing; its stderr has the reason. */
function ignoreEnd(written: number | Promise<number>): void {
  Promise.resolve(written).catch(() => {});
}

function reportOf(stdout: string, stderr: string): JudgeReport {
  try {
    return JSON.parse(stdout) as JudgeReport;
  } catch {
    const last = stderr.trim().split("\n").slice(-5).join("\n");
    return unjudged(judgeError(last === "" ? "the judge's process ended without a report" : last));
  }
}

/** The kernel takes a moment to end all processes of a job. */
async function clearAway({ confinement }: JudgeOptions, scratch: string, name: string): Promise<void> {
  const groups = confinement.kind === "open" ? undefined : confinement.groups;
  const folders = groups === undefined ? [] : foldersOf(groups, name);
  const deadline = performance.now() + REMOVE_MS;
  while (removeGroups(folders).length > 0 && performance.now() < deadline) await Bun.sleep(PAUSE_MS);
  removeScratch(scratch);
}
