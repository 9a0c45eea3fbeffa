/** How many bytes are kept for slow peers, over all threads: their sum has a limit too (LIMIT-5). */

const TOTAL = 0;
const FIRST_THREAD = 1;

/** A quarter of a small machine's memory; a class of slow readers needs a few MiB. */
const KEPT_BYTES = 256 << 20;

/**
 * Per peer: as much as the runtime's sockets read at a time (those on Linux read 24 KiB). A pause stops the reading at
 * once; from a paused socket the runtime delivers bytes only after a reset by the peer, then all that the kernel has,
 * and no reply to them can be sent any more.
 */
export const UNREAD_BYTES = 512 << 10;

export function bufferBudgetMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer((FIRST_THREAD + threads) * Int32Array.BYTES_PER_ELEMENT);
}

export class BufferBudget {
  readonly #cells: Int32Array;
  readonly #thread: number;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#cells = new Int32Array(memory);
    this.#thread = FIRST_THREAD + thread;
  }

  /** Counts `bytes` as kept; false, with nothing counted, if the sum would exceed the limit. */
  take(bytes: number): boolean {
    if (Atomics.add(this.#cells, TOTAL, bytes) + bytes > KEPT_BYTES) {
      Atomics.sub(this.#cells, TOTAL, bytes);
      return false;
    }
    Atomics.add(this.#cells, this.#thread, bytes);
    return true;
  }

  giveBack(bytes: number): void {
    Atomics.sub(this.#cells, this.#thread, bytes);
    Atomics.sub(this.#cells, TOTAL, bytes);
  }

  /** Gives back what the thread kept when it died. */
  abandon(): void {
    Atomics.sub(this.#cells, TOTAL, Atomics.exchange(this.#cells, this.#thread, 0));
  }
}
