/** Allows at most EVENTS_PER_SECOND session events over all threads, and counts those that are dropped. */

const EVENTS_PER_SECOND = 50;

const ALLOWED = 0;
const DROPPED = 1;

export function eventRateMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

export class EventRateLimit {
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory);
  }

  /** Whether one more event is emitted in this second; false counts it as dropped. */
  allow(): boolean {
    if (
      Atomics.load(this.#cells, ALLOWED) < EVENTS_PER_SECOND &&
      Atomics.add(this.#cells, ALLOWED, 1) < EVENTS_PER_SECOND
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
