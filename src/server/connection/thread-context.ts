/** What the connections of a thread share. */
import type { Answer } from "../../protocol/answer.ts";
import type { CachedTimeReply } from "../clock/time-reply.ts";
import type { Counters } from "../counters.ts";
import type { BufferBudget } from "../limits/buffer-budget.ts";
import type { Settings } from "../settings.ts";

export interface ThreadContext {
  /** Replaced as a whole when settings change. */
  settings: Settings;
  readonly counters: Counters;
  readonly buffers: BufferBudget;
  timeReply: CachedTimeReply;
  readonly answer: Answer;
  /** Monotonic milliseconds. */
  now: number;
  /** Milliseconds since 1970: the time that is served. */
  wallNow: number;
  /** Whether sessions end once all their requests are answered. Set once, by the serving loop. */
  isDraining: boolean;
}
