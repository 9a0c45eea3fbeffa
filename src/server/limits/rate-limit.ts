/** What the connections of a thread share where requests have a rate: the budget, and the time to wait by. */

import type { Sockets } from "../sockets/sockets.ts";
import type { ThreadStart } from "../threads/messages.ts";
import { RequestBudget } from "./rate-limiter.ts";

export interface Pace {
  readonly budget: RequestBudget;
  /** Monotonic milliseconds, the same for all threads. */
  now(): number;
  /** Calls `act` after so many milliseconds. @returns what prevents it */
  later(milliseconds: number, act: () => void): () => void;
}

/** Undefined where requests have no rate. */
export function paceOf(
  { thread, settings, memory, tick }: ThreadStart,
  sockets: Pick<Sockets<unknown>, "after">,
): Pace | undefined {
  if (memory.requestBudget === undefined) return undefined;
  const ahead = tick - performance.now();
  return {
    budget: new RequestBudget(memory.requestBudget, settings.limits, thread),
    now: () => performance.now() + ahead,
    later: (milliseconds, act) => sockets.after(milliseconds, act),
  };
}
