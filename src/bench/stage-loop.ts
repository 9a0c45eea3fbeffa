/** A stage → its measured time and the loop that sends its requests. */
import { ClosedLoop, type Loop, type Send, type Window } from "./closed-loop.ts";
import { OpenLoop } from "./open-loop.ts";
import type { Plan, Stage } from "./plan.ts";
import type { Recorder } from "./recorder.ts";
import { Schedule } from "./schedule.ts";
import { shareOf } from "./share.ts";
import type { Unanswered } from "./unanswered.ts";

export function windowOf({ extent, loop, warmupMs }: Stage, startAt: number): Window {
  const measureFrom = startAt + warmupMs;
  const openMs = loop.kind === "open" ? 1000 / loop.rate : Number.POSITIVE_INFINITY;
  return {
    measureFrom,
    measureTo: measureFrom + (extent.kind === "time" ? extent.ms : extent.count * openMs),
  };
}

interface LoopParts {
  readonly thread: number;
  readonly plan: Plan;
  readonly startAt: number;
  readonly window: Window;
  /** Of this thread. */
  readonly connections: number;
  readonly send: Send;
  readonly wake: () => void;
  readonly recorder: Recorder;
  readonly unanswered: Unanswered;
}

export function loopOf({ loop, extent }: Stage, parts: LoopParts): Loop {
  const { thread, plan, startAt, window, connections, send, wake, recorder, unanswered } = parts;
  if (loop.kind === "closed") {
    const requests =
      extent.kind === "requests" ? shareOf(extent.count, thread, plan.threads) : Number.POSITIVE_INFINITY;
    return new ClosedLoop(window, plan.pipeline, requests, send, recorder, unanswered);
  }
  // The threads' schedules interleave, so that together they send at even intervals.
  const schedule = new Schedule(startAt + (thread * 1000) / loop.rate, loop.rate / plan.threads);
  const size = { pipeline: plan.pipeline, connections };
  return new OpenLoop(window, schedule, size, { send, wake }, recorder, unanswered);
}
