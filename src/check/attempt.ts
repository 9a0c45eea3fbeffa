/** One try of one case: its outcome, or what kept the judge from it, and all that happened on the wire. */
import { type Case, JudgeError, type Outcome } from "./case.ts";
import { CaseFailed, Probe, type Surroundings } from "./probe/probe.ts";
import { Trace } from "./probe/trace.ts";
import type { TraceEvent } from "./result.ts";

type Tried = Outcome | { readonly verdict: "error"; readonly code: string; readonly message: string };

export interface Attempt {
  readonly tried: Tried;
  readonly exchange: readonly TraceEvent[];
  readonly seconds: number;
}

export function attempt(each: Case, surroundings: Surroundings): Promise<Attempt> {
  return observe(surroundings, (peers) => each.run(peers));
}

/** Runs a piece of judging, closes what it left open, and turns what was thrown into a verdict. */
export async function observe(
  surroundings: Surroundings,
  run: (peers: Probe) => Promise<Outcome>,
): Promise<Attempt> {
  const exchange = new Trace();
  const peers = new Probe(surroundings, exchange);
  const startedAt = performance.now();
  const tried = await run(peers).catch(caught);
  peers.closeAll();
  return { tried, exchange: exchange.events, seconds: (performance.now() - startedAt) / 1000 };
}

function caught(error: unknown): Tried {
  if (error instanceof CaseFailed) return error.outcome;
  if (error instanceof JudgeError) return { verdict: "error", code: error.code, message: error.message };
  throw error;
}
