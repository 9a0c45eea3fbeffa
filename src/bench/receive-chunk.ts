/** The memory into which a load thread reads, one socket after the other. */

const CHUNK_BYTES = 1 << 18;
/** Cached views of the first bytes of a chunk; a power of two. */
const VIEWS = 256;

export class ReceiveChunk {
  // Over a buffer of its own: the engine may move the bytes of a small typed array during a call.
  readonly bytes = Buffer.from(new ArrayBuffer(CHUNK_BYTES));
  readonly #views: Buffer[] = [];

  /** A view of the first bytes, valid until the next read. */
  first(length: number): Buffer {
    const cached = this.#views[length % VIEWS];
    if (cached?.length === length) return cached;
    const view = this.bytes.subarray(0, length);
    this.#views[length % VIEWS] = view;
    return view;
  }
}
