/** Allows at most so many events a second over all threads, and counts those that are dropped. */

export const SESSION_EVENTS_PER_SECOND = 50;
export const REFUSAL_EVENTS_PER_SECOND = 10;

const ALLOWED = 0;
const DROPPED = 1;

export function eventRateMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

export class EventRateLimit {
  readonly #cells: Int32Array;
  readonly #perSecond: number;

  constructor(memory: SharedArrayBuffer, perSecond: number) {
    this.#cells = new Int32Array(memory);
    this.#perSecond = perSecond;
  }

  /** Whether one more event is emitted in this second; false counts it as dropped. */
  allow(): boolean {
    if (
      Atomics.load(this.#cells, ALLOWED) < this.#perSecond &&
      Atomics.add(this.#cells, ALLOWED, 1) < this.#perSecond
    ) {
      return true;
    }
    this.drop();
    return false;
  }

  /** Counts an event that is not emitted for another reason. */
  drop(): void {
    Atomics.add(this.#cells, DROPPED, 1);
  }

  /** Begins the next second. @returns how many events were dropped in the last one */
  nextSecond(): number {
    Atomics.store(this.#cells, ALLOWED, 0);
    return Atomics.exchange(this.#cells, DROPPED, 0);
  }
}
