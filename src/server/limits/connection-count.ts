/** How many connections are open over all threads, and whether one more fits. Counted exactly, by atomics. */

const OPEN = 0;
const LIMIT = 1;
const FIRST_THREAD = 2;
/** Cells of a thread: its sessions, and its connections that wait to become one. */
const [SESSIONS, AWAITING, THREAD_CELLS] = [0, 1, 2];

export function connectionCountMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer((FIRST_THREAD + threads * THREAD_CELLS) * Int32Array.BYTES_PER_ELEMENT);
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
    const cell = cellOf(thread);
    return Atomics.load(this.#cells, cell + SESSIONS) + Atomics.load(this.#cells, cell + AWAITING);
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
    Atomics.add(this.#cells, cellOf(thread) + SESSIONS, 1);
    return true;
  }

  leave(thread: number): void {
    Atomics.sub(this.#cells, cellOf(thread) + SESSIONS, 1);
    Atomics.sub(this.#cells, OPEN, 1);
  }

  /** A connection that has entered is no session yet. */
  startAwaiting(thread: number): void {
    Atomics.add(this.#cells, cellOf(thread) + AWAITING, 1);
    Atomics.sub(this.#cells, cellOf(thread) + SESSIONS, 1);
  }

  /** It becomes one, or is to leave. */
  endAwaiting(thread: number): void {
    Atomics.add(this.#cells, cellOf(thread) + SESSIONS, 1);
    Atomics.sub(this.#cells, cellOf(thread) + AWAITING, 1);
  }

  /** Gives back every slot that a thread held when it died. @returns how many sessions it had */
  abandon(thread: number): number {
    const sessions = Atomics.exchange(this.#cells, cellOf(thread) + SESSIONS, 0);
    const awaiting = Atomics.exchange(this.#cells, cellOf(thread) + AWAITING, 0);
    Atomics.sub(this.#cells, OPEN, sessions + awaiting);
    return sessions;
  }
}

function cellOf(thread: number): number {
  return FIRST_THREAD + thread * THREAD_CELLS;
}
