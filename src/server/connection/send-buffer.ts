/** What a slow peer makes us keep of a session. */
import type { Chunk } from "../../protocol/session.ts";

/** What waits for the peer to read. Meanwhile the socket is not read (LIMIT-5). */
export interface SendBuffer {
  /** Replies that the peer has not taken: an answer at most. */
  readonly unsent: Uint8Array;
  /** What was read of the socket behind them: a chunk. */
  readonly unread: Chunk | undefined;
  readonly bytes: number;
  /** When the peer last took of it, or it began to wait. */
  readonly since: number;
}
