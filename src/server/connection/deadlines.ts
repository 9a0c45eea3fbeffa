/** Whether a connection has missed a deadline. Pure: times are arguments, in monotonic milliseconds. */
import type { Limits } from "../../protocol/limits.ts";

/** What a connection waits for, and since when; undefined if it does not. */
export interface Waiting {
  /** When bytes last came. */
  readonly activeAt: number;
  readonly lineSince: number | undefined;
  /** When the socket last took bytes, while some are unsent. */
  readonly stalledSince: number | undefined;
  /** When our FIN was sent; the peer's has not come yet. */
  readonly finSince: number | undefined;
}

/**
 * After our FIN the server waits for the peer's: as long as the peer sends something every 2 s, for 30 s at most. What
 * it sends is read and dropped: closing with bytes unread would send a reset, which can destroy replies in flight
 * (RFC 2525, 2.17).
 */
const LINGER_QUIET_MS = 2_000;
const LINGER_MS = 30_000;

export type Overdue = "idle" | "line-timeout" | "stalled" | "lingered";

export function findOverdue(waiting: Waiting, now: number, limits: Limits): Overdue | undefined {
  if (waiting.finSince !== undefined) {
    const quietSince = Math.max(waiting.finSince, waiting.activeAt);
    return now - quietSince >= LINGER_QUIET_MS || now - waiting.finSince >= LINGER_MS
      ? "lingered"
      : undefined;
  }
  if (waiting.stalledSince !== undefined) {
    return now - waiting.stalledSince >= limits.stallSeconds * 1000 ? "stalled" : undefined;
  }
  if (waiting.lineSince !== undefined && now - waiting.lineSince >= limits.lineSeconds * 1000)
    return "line-timeout";
  return now - waiting.activeAt >= limits.idleSeconds * 1000 ? "idle" : undefined;
}

/** The message of the ERROR line. */
export function overdueMessage(overdue: "idle" | "line-timeout", limits: Limits): string {
  if (overdue === "idle") return `idle for ${inSeconds(limits.idleSeconds)}`; // LIMIT-2
  return `line not ended within ${inSeconds(limits.lineSeconds)}`; // LIMIT-3
}

function inSeconds(count: number): string {
  return `${count} second${count === 1 ? "" : "s"}`;
}
