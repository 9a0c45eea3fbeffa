/** The judge's process: reads a request from its input, prints a report, and ends with the process that started it. */
import { removeGroups } from "../sandbox/control-groups.ts";
import { foldersOf } from "./job.ts";
import { judge, unjudged } from "./judge.ts";
import { judgeError } from "./outcome-of.ts";
import type { JudgeReport, JudgeRequest } from "./request.ts";
import { removeScratch } from "./scratch.ts";
import { SubmissionProcesses } from "./submission-processes.ts";

type Input = AsyncIterator<Uint8Array>;

async function main(): Promise<void> {
  const input = Bun.stdin.stream()[Symbol.asyncIterator]();
  const request = await readRequest(input);
  // The input ends with the process that started this one, if that is killed.
  const processes = new SubmissionProcesses(request.confinement.kind === "sandbox");
  void untilEnd(input).then(() => leaveNothing(request, processes));
  const report = await judge(request, processes).catch(
    (error: unknown): JudgeReport =>
      unjudged(judgeError(error instanceof Error ? error.message : String(error))),
  );
  await Bun.write(Bun.stdout, `${JSON.stringify(report)}\n`);
  // A connection that no server accepted would keep the runtime alive for minutes.
  process.exit(0);
}

async function readRequest(input: Input): Promise<JudgeRequest> {
  const decoder = new TextDecoder();
  for (let text = ""; ; ) {
    const { value, done } = await input.next();
    if (done) process.exit(1);
    text += decoder.decode(value, { stream: true });
    if (text.endsWith("\n")) return JSON.parse(text) as JudgeRequest;
  }
}

async function untilEnd(input: Input): Promise<void> {
  while (!(await input.next()).done);
}

/** What the one who started this process would have removed. */
async function leaveNothing(
  { confinement, scratch, name }: JudgeRequest,
  processes: SubmissionProcesses,
): Promise<never> {
  await processes.end().catch(() => {}); // in a sandbox the rest ends with this process
  if (confinement.kind === "sandbox") {
    const { tools, groups } = confinement;
    if (groups !== undefined) removeGroups(foldersOf(groups, name));
    Bun.spawnSync([tools.umount, "--lazy", scratch]);
  }
  removeScratch(scratch);
  process.exit(1);
}

void main();
