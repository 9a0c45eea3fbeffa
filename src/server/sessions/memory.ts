/** What the session logs of all threads share: numbers that are given out once, and whether the server is busy. */

const FAULTS = 0;
const BUSY = 0;
const RECORDS = 1;
const CELLS_AT = BigInt64Array.BYTES_PER_ELEMENT;

export function sessionsMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(CELLS_AT + 2 * Int32Array.BYTES_PER_ELEMENT);
}

export class SessionsMemory {
  readonly #numbers: BigInt64Array;
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new BigInt64Array(memory, 0, 1);
    this.#cells = new Int32Array(memory, CELLS_AT, 2);
  }

  /**
   * The number of a session whose bytes are kept; counts up over all threads and wraps at 32 bits. Every session that
   * opens takes one, and with 64 bits each would be an object.
   */
  nextRecord(): number {
    return (Atomics.add(this.#cells, RECORDS, 1) + 1) | 0;
  }

  /** Recordings started after this one. */
  recordsSince(record: number): number {
    return (Atomics.load(this.#cells, RECORDS) - record) | 0;
  }

  /** The number of a fault that is kept; counts up from 1 over all threads. */
  nextFault(): number {
    return Number(Atomics.add(this.#numbers, FAULTS, 1n)) + 1;
  }

  get faults(): number {
    return Number(Atomics.load(this.#numbers, FAULTS));
  }

  /** While it is set, new sessions are not recorded, and their address is not read. */
  get isBusy(): boolean {
    return Atomics.load(this.#cells, BUSY) === 1;
  }

  set isBusy(isBusy: boolean) {
    Atomics.store(this.#cells, BUSY, isBusy ? 1 : 0);
  }
}
