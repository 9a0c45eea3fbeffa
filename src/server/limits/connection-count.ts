/** How many connections are open over all threads, and whether one more fits. Counted exactly, by atomics. */

const OPEN = 0;
const LIMIT = 1;
const FIRST_THREAD = 2;

export function connectionCountMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer((FIRST_THREAD + threads) * Int32Array.BYTES_PER_ELEMENT);
}

export class ConnectionCount {
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory);
  }

  get open(): number {
    return Atomics.load(this.#cells, OPEN);
  }

  openOf(thread: number): number {
    return Atomics.load(this.#cells, FIRST_THREAD + thread);
  }

  get limit(): number {
    return Atomics.load(this.#cells, LIMIT);
  }

  set limit(connections: number) {
    Atomics.store(this.#cells, LIMIT, connections);
  }

  /** Takes a slot for a connection of `thread`; false if all are taken. */
  enter(thread: number): boolean {
    // Adding first and taking back would let `open` pass the limit, and refuse others, for a moment.
    for (let open = this.open; ; ) {
      if (open >= this.limit) return false;
      const found = Atomics.compareExchange(this.#cells, OPEN, open, open + 1);
      if (found === open) break;
      open = found;
    }
    Atomics.add(this.#cells, FIRST_THREAD + thread, 1);
    return true;
  }

  leave(thread: number): void {
    Atomics.sub(this.#cells, FIRST_THREAD + thread, 1);
    Atomics.sub(this.#cells, OPEN, 1);
  }

  /** Gives back every slot that a thread held when it died. @returns how many */
  abandon(thread: number): number {
    const held = Atomics.exchange(this.#cells, FIRST_THREAD + thread, 0);
    Atomics.sub(this.#cells, OPEN, held);
    return held;
  }
}
