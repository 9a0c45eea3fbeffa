/** Judges the members of a class that are not judged yet, and keeps each result before it counts. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Judging } from "../../grade/journal/entry.ts";
import type { Journal } from "../../grade/journal/journal.ts";
import { nameOf } from "../../grade/journal/read-journal.ts";
import { judgeSubmission } from "../../grade/judge/judge-submission.ts";
import type { JudgeReport } from "../../grade/judge/request.ts";
import { type ClassMember, factsOf, gradedOf } from "../../grade/members.ts";
import type { Graded } from "../../grade/outcome.ts";
import { startEveryMs, thisMachine } from "../../grade/schedule/default-jobs.ts";
import { Schedule } from "../../grade/schedule/schedule.ts";
import type { Apart } from "./confinement.ts";
import { CHOSEN } from "./flags.ts";
import type { Progress } from "./progress.ts";
import { standingOf } from "./words.ts";

/** In the result folder, while a run lasts: what the archives of the class hold. */
export function unpackedIn(folder: string): string {
  return join(folder, "unpacked");
}

export function removeUnpacked(folder: string): void {
  rmSync(unpackedIn(folder), { recursive: true, force: true });
}

export interface RunOptions extends Apart {
  readonly journal: Journal;
  readonly hidden: readonly string[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** @returns what is known in the end, in the class's order; all of it unless the signal came first */
export async function judgeAll(
  members: readonly ClassMember[],
  again: ReadonlySet<string>,
  options: RunOptions,
): Promise<readonly Graded[]> {
  const { journal, progress, signal, confinement, hidden, jobs } = options;
  const known = new Map<string, Graded>();
  for (const member of members) {
    const before = journal.known.graded.get(nameOf(member))?.graded;
    if (before !== undefined && !again.has(nameOf(member)))
      known.set(nameOf(member), { ...before, ...factsOf(member) });
  }
  const unsettled: ClassMember[] = [];
  for (const member of members.filter((each) => !known.has(nameOf(each)))) {
    const { settled } = member.plan;
    if (settled === undefined) unsettled.push(member);
    else keep(member, gradedOf(member, settled, new Date(), 0));
  }
  let running = 0;
  const counts = () => ({
    done: known.size,
    running,
    left: members.length - known.size - running,
  });
  const startedAt = new Map<ClassMember, number>();
  const schedule = new Schedule(unsettled, {
    ...{ jobs, signal, startEveryMs: startEveryMs(thisMachine()) },
    judge: (member, slot, stop) => {
      startedAt.set(member, performance.now());
      const { plan, weights } = member;
      return judgeSubmission(plan, { confinement, slot, chosen: CHOSEN, weights, hidden }, stop);
    },
    onRunning(now) {
      const hasStarted = now > running;
      running = now;
      if (hasStarted) progress.show(counts());
    },
    onDone(member, report, judging) {
      if (confinement.kind === "open") failOnFullDisk(report);
      const seconds = (performance.now() - (startedAt.get(member) ?? 0)) / 1000;
      const graded = gradedOf(member, report.outcome, new Date(), seconds);
      keep(member, graded, judging);
      progress.done(member.id, standingOf(graded), counts());
    },
    onAgain(spoilt) {
      journal.add({ kind: "again", members: spoilt.map(({ id, key }) => ({ id, key })), why: "late-timers" });
      for (const member of spoilt) known.delete(nameOf(member));
    },
    onFewerJobs: (fewer, delayMs) =>
      progress.say(
        `Timers ran ${Math.round(delayMs)} ms late: ${fewer} at once from now on; what was judged meanwhile is judged again.`,
      ),
  });
  await schedule.run();
  progress.clear();
  return members.flatMap((member) => known.get(nameOf(member)) ?? []);

  function keep(member: ClassMember, graded: Graded, judging?: Judging): void {
    journal.add({ kind: "graded", graded, ...(judging && { judging }) });
    known.set(nameOf(member), graded);
  }
}

/** Without a sandbox the scratch copies lie on this machine's disk. */
function failOnFullDisk({ outcome }: JudgeReport): void {
  if (outcome.state !== "judge-error" || !/\b(ENOSPC|EDQUOT)\b/.test(outcome.message)) return;
  throw Object.assign(new Error(outcome.message), { code: "ENOSPC" });
}
