/** One piece of memory that every read goes into, and a view of its first bytes for each length that comes again. */
import type { Chunk } from "../../../protocol/session.ts";
import { stable } from "./system-calls.ts";

/** Views that are kept; a power of two. */
const VIEWS = 256;

export class ChunkViews {
  readonly whole: Chunk;
  readonly #views: Chunk[] = [];

  constructor(bytes: number) {
    this.whole = Buffer.from(stable(bytes));
  }

  /** The first bytes; valid until the next read. */
  first(length: number): Chunk {
    const kept = this.#views[length % VIEWS];
    if (kept?.length === length) return kept;
    const view = this.whole.subarray(0, length) as Chunk;
    this.#views[length % VIEWS] = view;
    return view;
  }
}
