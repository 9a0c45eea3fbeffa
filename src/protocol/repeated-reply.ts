/** One reply repeated in memory: the answer to a run of requests is a slice of it. */

/** Filled lazily: `set` makes only the first copy. */
export class RepeatedReply {
  /** Bytes of one copy. */
  size = 0;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #copies = 0;

  /** Makes `line` the reply from now on. */
  set(line: Uint8Array): void {
    this.size = line.length;
    if (this.#bytes.length < line.length) this.#bytes = new Uint8Array(line.length);
    this.#bytes.set(line);
    this.#copies = 1;
  }

  /** Bytes that begin with at least `copies` (1 or more) of the reply; valid until the next `set`. */
  repeated(copies: number): Uint8Array {
    if (copies > this.#copies) this.#grow(copies);
    return this.#bytes;
  }

  #grow(copies: number): void {
    const needed = copies * this.size;
    if (this.#bytes.length < needed) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#copies * this.size));
      this.#bytes = larger;
    }
    let filled = this.#copies * this.size;
    while (filled < needed) {
      const step = Math.min(filled, needed - filled);
      this.#bytes.copyWithin(filled, 0, step);
      filled += step;
    }
    this.#copies = copies;
  }
}
