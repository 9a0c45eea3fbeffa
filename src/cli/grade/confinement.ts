/** How submissions are kept apart from this machine, and how many at once; exits with what to enable where that fails. */
import { findSandbox } from "../../grade/sandbox/find.ts";
import { type Confinement, OPEN } from "../../grade/sandbox/sandbox.ts";
import { defaultJobs, type Jobs, thisMachine } from "../../grade/schedule/default-jobs.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import type { GradeValues } from "./flags.ts";

export interface Apart extends Jobs {
  readonly confinement: Confinement;
  /** In words. */
  readonly sandbox: string;
}

export function checkJobs({ jobs, noSandbox }: GradeValues): void {
  if (noSandbox && (jobs ?? 1) > 1)
    throw new UsageError(
      "--jobs needs the sandbox: with --no-sandbox every server gets this machine's own port, one at a time.",
    );
}

/** @throws {CommandError} where no sandbox works */
export async function apart({ jobs, noSandbox }: GradeValues): Promise<Apart> {
  if (noSandbox)
    return {
      ...{ confinement: OPEN, sandbox: "no sandbox: as your own user", jobs: 1 },
      why: "without a sandbox one server at a time has the port",
    };
  const found = await findSandbox();
  if (found.kind === "none") {
    const lines = [...found.reasons, "What helps:", ...found.remedies].map((line) => `\n  ${line}`);
    throw new CommandError(`no sandbox works on this machine:${lines.join("")}`, EXIT.environment);
  }
  const { privilege, memory, processes } = found;
  const sandbox = `bubblewrap (${privilege}), memory by ${memory}, processes by ${processes}`;
  const chosen = jobs === undefined ? defaultJobs(thisMachine()) : { jobs, why: "--jobs states it" };
  return { confinement: found, sandbox, ...chosen };
}
