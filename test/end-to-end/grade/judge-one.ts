/** A program: judges one submission as its input says, and prints the sandbox and the report as JSON. */
import { judgeSubmission } from "../../../src/grade/judge/judge-submission.ts";
import type { Plan } from "../../../src/grade/plan.ts";
import { findSandbox } from "../../../src/grade/sandbox/find.ts";
import { OPEN, type Privilege, type Sandbox } from "../../../src/grade/sandbox/sandbox.ts";

export interface Asked {
  readonly plan: Plan;
  readonly slot: number;
  readonly chosen: readonly string[];
  readonly hidden: readonly string[];
  readonly confinement: Partial<Pick<Sandbox, "privilege" | "groups">> | "open";
}

async function main(): Promise<void> {
  const { confinement, plan, ...options } = (await Bun.stdin.json()) as Asked;
  const found = await findSandbox();
  if (found.kind === "none") throw new Error([...found.reasons, ...found.remedies].join("\n"));
  const sandbox: Sandbox = { ...found, ...(confinement === "open" ? {} : changed(confinement)) };
  console.error(process.pid);
  const report = await judgeSubmission(plan, {
    ...options,
    confinement: confinement === "open" ? OPEN : sandbox,
    weights: undefined,
  });
  await Bun.write(Bun.stdout, JSON.stringify({ pid: process.pid, sandbox, report }));
  process.exit(0);
}

/** JSON has no undefined. */
function changed({ groups, privilege }: { groups?: unknown; privilege?: Privilege }): Partial<Sandbox> {
  return { ...(privilege && { privilege }), ...(groups === null ? { groups: undefined } : {}) };
}

void main();
