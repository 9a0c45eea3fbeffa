/** What the connections of a thread share. */
import type { Answer } from "../../protocol/answer.ts";
import type { CachedTimeReply } from "../clock/time-reply.ts";
import type { Counters } from "../counters.ts";
import type { BufferBudget } from "../limits/buffer-budget.ts";
import type { Settings } from "../settings.ts";

export interface ThreadContext {
  /** Replaced as a whole where settings change. */
  settings: Settings;
  readonly counters: Counters;
  readonly buffers: BufferBudget;
  timeReply: CachedTimeReply;
  readonly answer: Answer;
  /** Monotonic milliseconds, now. */
  now: number;
  isDraining: boolean;
}
