/** A run of `jam grade`: how long it took, what it held in memory, and its verdicts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../src/grade/journal/entry.ts";
import type { Planned } from "./alone.ts";
import { MemoryWatch } from "./memory.ts";

const JAM = join(import.meta.dirname, "../../bin/jam");

export interface Run {
  readonly seconds: number;
  /** Of itself and of all that it started. */
  readonly cpuSeconds: number;
  readonly peakMib: number;
  readonly means: string;
  /** Judged again, because timers were late. */
  readonly again: number;
  /** Of each student: the state, and the verdicts by case. */
  readonly verdicts: ReadonlyMap<string, { readonly state: string; readonly of: Record<string, string> }>;
}

export async function gradeClass(folder: string, out: string, flags: readonly string[]): Promise<Run> {
  using memory = new MemoryWatch();
  const from = performance.now();
  const child = Bun.spawn([...memory.prefix, JAM, "grade", folder, "--out", out, ...flags], {
    ...{ stdin: "ignore", stdout: "ignore", stderr: "inherit" },
  });
  memory.watch(child.pid);
  const code = await child.exited;
  const seconds = (performance.now() - from) / 1000;
  if (code !== 0) throw new Error(`jam grade exited with ${code}`);
  const { peakMib, means } = memory;
  const cpuSeconds = Number(child.resourceUsage()?.cpuTime.total ?? 0) / 1e6;
  return { seconds, cpuSeconds, peakMib, means, ...resultsIn(out) };
}

export async function plansOf(folder: string): Promise<ReadonlyMap<string, Planned>> {
  const child = Bun.spawn([JAM, "grade", folder, "--plan", "--json"], { stdout: "pipe", stderr: "inherit" });
  const plans = (await child.stdout.json()) as readonly Planned[];
  return new Map(plans.map((plan) => [plan.id, plan]));
}

function resultsIn(out: string): Pick<Run, "again" | "verdicts"> {
  const lines = readFileSync(join(out, "journal.jsonl"), "utf8").split("\n").slice(0, -1);
  const verdicts: Map<string, { state: string; of: Record<string, string> }> = new Map();
  let again = 0;
  for (const entry of lines.map((line): Entry => JSON.parse(line))) {
    if (entry.kind !== "graded") continue;
    again += (entry.judging?.tries ?? 1) - 1;
    const { id, outcome } = entry.graded;
    const cases = "result" in outcome ? outcome.result.cases : [];
    const of = Object.fromEntries(cases.map((each) => [each.id, each.verdict]));
    verdicts.set(id, { state: outcome.state, of });
  }
  return { again, verdicts };
}
