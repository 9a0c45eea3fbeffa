/** One read buffer for all sockets of a thread, and cached views of its first bytes for lengths that recur. */
import type { Chunk } from "../../../protocol/session.ts";
import { stable } from "./system-calls.ts";

/** Cached views; a power of two. */
const VIEWS = 256;

export class ChunkViews {
  readonly whole: Chunk;
  readonly #views: Chunk[] = [];

  constructor(bytes: number) {
    this.whole = Buffer.from(stable(bytes));
  }

  /** A view of the first bytes; valid until the next read. */
  first(length: number): Chunk {
    const cached = this.#views[length % VIEWS];
    if (cached?.length === length) return cached;
    const view = this.whole.subarray(0, length) as Chunk;
    this.#views[length % VIEWS] = view;
    return view;
  }
}
