/** A cell for each thread that it counts up while it gets on with its work; whether it hangs shows in there. */

export function heartbeatMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT);
}

export class Heartbeat {
  readonly #cells: Int32Array;
  readonly #thread: number;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#cells = new Int32Array(memory);
    this.#thread = thread;
  }

  /** Only its own thread writes a cell, so that no lock is needed; it may wrap, since only its change is looked at. */
  beat(): void {
    this.#cells[this.#thread] = (this.#cells[this.#thread] as number) + 1;
  }

  read(): number {
    return Atomics.load(this.#cells, this.#thread);
  }
}
