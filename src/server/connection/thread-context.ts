/** What the connections of a thread share. */
import type { Answer } from "../../protocol/answer.ts";
import type { ReplyClock } from "../clock/time-reply.ts";
import type { Counters } from "../counters.ts";
import type { KeptBytes } from "../limits/buffer-budget.ts";
import type { Settings } from "../settings.ts";

export interface Shared {
  /** Replaced as a whole where settings change. */
  settings: Settings;
  readonly counters: Counters;
  readonly kept: KeptBytes;
  replies: ReplyClock;
  readonly answer: Answer;
  /** Monotonic milliseconds, now. */
  tick: number;
  isDraining: boolean;
}
