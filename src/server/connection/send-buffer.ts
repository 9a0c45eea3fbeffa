/** What is kept for a slow peer: unsent replies, and what was read after their requests. Its socket is not read then. */
import type { Chunk } from "../../protocol/session.ts";
import type { BufferBudget } from "../limits/buffer-budget.ts";

export interface SendBuffer {
  /** Replies that the socket has not taken: one answer at most. */
  readonly unsent: Uint8Array;
  readonly unread: Chunk | undefined;
  readonly bytes: number;
  /** When the socket last took some of it, or the waiting began; monotonic milliseconds. */
  readonly since: number;
}

/** @returns undefined if the budget of all connections does not allow it (LIMIT-5) */
export function replaceBuffer(
  budget: BufferBudget,
  previous: SendBuffer | undefined,
  next: Omit<SendBuffer, "bytes">,
): SendBuffer | undefined {
  const bytes = next.unsent.length + (next.unread?.length ?? 0);
  budget.giveBack(previous?.bytes ?? 0);
  return budget.take(bytes) ? { ...next, bytes } : undefined;
}

/** @param isOwned whether the chunk may be kept as it is; the runtime reuses the memory of its own */
export function joinUnread(unread: Chunk | undefined, chunk: Uint8Array, isOwned: boolean): Chunk {
  if (unread !== undefined) return Buffer.concat([unread, chunk]);
  return (isOwned ? chunk : Buffer.from(chunk)) as Chunk;
}
