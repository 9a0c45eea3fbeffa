/** What the connections of a thread share where requests have a rate: the budget, and the time to wait by. */

import type { Sockets } from "../sockets/sockets.ts";
import type { ThreadStart } from "../threads/messages.ts";
import { RateLimiter } from "./rate-limiter.ts";

export interface RateLimit {
  readonly budget: RateLimiter;
  /** Monotonic milliseconds, the same for all threads. */
  now(): number;
  /** Calls `act` after so many milliseconds. @returns what prevents it */
  later(milliseconds: number, act: () => void): () => void;
}

/** Undefined where requests have no rate. */
export function rateLimitOf(
  { thread, settings, memory, now }: ThreadStart,
  sockets: Pick<Sockets<unknown>, "after">,
): RateLimit | undefined {
  if (memory.rateLimiter === undefined) return undefined;
  const ahead = now - performance.now();
  return {
    budget: new RateLimiter(memory.rateLimiter, settings.limits, thread),
    now: () => performance.now() + ahead,
    later: (milliseconds, act) => sockets.after(milliseconds, act),
  };
}
