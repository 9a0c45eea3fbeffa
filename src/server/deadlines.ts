/** Whether a connection has kept the server waiting too long. Pure: times are arguments, in monotonic milliseconds. */
import type { Limits } from "../protocol/limits.ts";

/** What a connection waits for, and since when; `undefined` where it does not. */
export interface Waiting {
  /** Bytes last came. */
  readonly activeAt: number;
  readonly lineSince: number | undefined;
  /** The peer last took bytes, while some are unsent. */
  readonly stalledSince: number | undefined;
  /** Our FIN was sent, and the peer's has not come. */
  readonly finSince: number | undefined;
}

/**
 * Milliseconds that the peer's FIN is waited for after ours. What it still sends meanwhile is read and dropped:
 * closing with bytes unread would send a reset, and that can destroy replies on their way (RFC 2525, 2.17).
 */
export const LINGER_MS = 2_000;

export type Overdue = "idle" | "line-timeout" | "stalled" | "lingered";

export function findOverdue(waiting: Waiting, now: number, limits: Limits): Overdue | undefined {
  if (waiting.finSince !== undefined) return now - waiting.finSince >= LINGER_MS ? "lingered" : undefined;
  if (waiting.stalledSince !== undefined) {
    return now - waiting.stalledSince >= limits.stallSeconds * 1000 ? "stalled" : undefined;
  }
  if (waiting.lineSince !== undefined && now - waiting.lineSince >= limits.lineSeconds * 1000)
    return "line-timeout";
  return now - waiting.activeAt >= limits.idleSeconds * 1000 ? "idle" : undefined;
}
