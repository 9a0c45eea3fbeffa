/** One try of one case: its outcome, or what kept the judge from it, and all that happened on the wire. */
import type { ProbeCase } from "./case.ts";
import { JudgeError, type Outcome } from "./outcome.ts";
import { CaseFailed, type Surroundings } from "./probe/dialer.ts";
import { Probe } from "./probe/probe.ts";
import { Trace, type TraceEvent } from "./probe/trace.ts";

type Tried = Outcome | { readonly verdict: "error"; readonly code: string; readonly message: string };

export interface Attempt {
  readonly tried: Tried;
  readonly trace: readonly TraceEvent[];
  readonly seconds: number;
  /** It was hurried, and something did not come that might have come later. */
  readonly ranOut: boolean;
}

/** A try whose segments may have been joined on their way is begun again so many times at most. */
const FRESH_BEGINNINGS = 2;

export function attempt(each: ProbeCase, surroundings: Surroundings): Promise<Attempt> {
  return observe(surroundings, (probe) => each.run(probe));
}

/** Runs a piece of judging, closes what it left open, and turns what was thrown into a verdict. */
export async function observe(
  surroundings: Surroundings,
  run: (probe: Probe) => Promise<Outcome>,
): Promise<Attempt> {
  const startedAt = performance.now();
  for (let begun = 0; ; begun++) {
    const trace = new Trace();
    const probe = new Probe(surroundings, trace);
    const tried = await run(probe).catch(caught);
    probe.closeAll();
    if (probe.isSpoilt && begun < FRESH_BEGINNINGS) continue;
    const seconds = (performance.now() - startedAt) / 1000;
    return { tried, trace: trace.events, seconds, ranOut: probe.ranOut };
  }
}

function caught(error: unknown): Tried {
  if (error instanceof CaseFailed) return error.outcome;
  if (error instanceof JudgeError) return { verdict: "error", code: error.code, message: error.message };
  throw error;
}
