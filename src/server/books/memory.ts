/** What all threads share of their books: numbers that are given out once, and whether it is too busy to keep much. */

const RECORDS = 0;
const FAULTS = 1;
const BUSY = 0;
const BUSY_AT = 2 * BigInt64Array.BYTES_PER_ELEMENT;

export function booksMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(BUSY_AT + Int32Array.BYTES_PER_ELEMENT);
}

export class BooksMemory {
  readonly #numbers: BigInt64Array;
  readonly #busy: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new BigInt64Array(memory, 0, 2);
    this.#busy = new Int32Array(memory, BUSY_AT, 1);
  }

  /** Of a session whose bytes are kept; counts up from 1 over all threads. */
  nextRecord(): number {
    return Number(Atomics.add(this.#numbers, RECORDS, 1n)) + 1;
  }

  get records(): number {
    return Number(Atomics.load(this.#numbers, RECORDS));
  }

  /** Of a fault that is kept; counts up from 1 over all threads. */
  nextFault(): number {
    return Number(Atomics.add(this.#numbers, FAULTS, 1n)) + 1;
  }

  get faults(): number {
    return Number(Atomics.load(this.#numbers, FAULTS));
  }

  /** While it is set, new sessions are neither recorded nor asked for their address. */
  get isBusy(): boolean {
    return Atomics.load(this.#busy, BUSY) === 1;
  }

  set isBusy(isBusy: boolean) {
    Atomics.store(this.#busy, BUSY, isBusy ? 1 : 0);
  }
}
