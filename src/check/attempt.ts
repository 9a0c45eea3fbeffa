/** One try of one case: its outcome, or what kept the judge from it, and all that happened on the wire. */
import type { ProbeCase } from "./case.ts";
import { JudgeError, type Outcome } from "./outcome.ts";
import { CaseFailed, Probe, type Surroundings } from "./probe/probe.ts";
import { Trace, type TraceEvent } from "./probe/trace.ts";

type Tried = Outcome | { readonly verdict: "error"; readonly code: string; readonly message: string };

export interface Attempt {
  readonly tried: Tried;
  readonly trace: readonly TraceEvent[];
  readonly seconds: number;
}

export function attempt(each: ProbeCase, surroundings: Surroundings): Promise<Attempt> {
  return observe(surroundings, (probe) => each.run(probe));
}

/** Runs a piece of judging, closes what it left open, and turns what was thrown into a verdict. */
export async function observe(
  surroundings: Surroundings,
  run: (probe: Probe) => Promise<Outcome>,
): Promise<Attempt> {
  const trace = new Trace();
  const probe = new Probe(surroundings, trace);
  const startedAt = performance.now();
  const tried = await run(probe).catch(caught);
  probe.closeAll();
  return { tried, trace: trace.events, seconds: (performance.now() - startedAt) / 1000 };
}

function caught(error: unknown): Tried {
  if (error instanceof CaseFailed) return error.outcome;
  if (error instanceof JudgeError) return { verdict: "error", code: error.code, message: error.message };
  throw error;
}
