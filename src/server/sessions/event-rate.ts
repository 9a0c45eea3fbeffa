/** Lets at most EVENTS_PER_SECOND session events through over all threads, and counts what it holds back. */

const EVENTS_PER_SECOND = 50;

const PASSED = 0;
const LEFT_OUT = 1;

export function eventRateMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

export class EventRateLimit {
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory);
  }

  /** Whether one more event may pass in this second. */
  pass(): boolean {
    if (
      Atomics.load(this.#cells, PASSED) < EVENTS_PER_SECOND &&
      Atomics.add(this.#cells, PASSED, 1) < EVENTS_PER_SECOND
    ) {
      return true;
    }
    this.leaveOut();
    return false;
  }

  /** Counts an event that is not told, whatever room there is. */
  leaveOut(): void {
    Atomics.add(this.#cells, LEFT_OUT, 1);
  }

  /** Begins the next second, and gives how many events the last one left out. */
  nextSecond(): number {
    Atomics.store(this.#cells, PASSED, 0);
    return Atomics.exchange(this.#cells, LEFT_OUT, 0);
  }
}
