/** A constant rate → the scheduled time of each request. Knows no clock: moments are arguments, in milliseconds. */

export class Schedule {
  readonly #startMs: number;
  readonly intervalMs: number;

  constructor(startMs: number, ratePerSecond: number) {
    this.#startMs = startMs;
    this.intervalMs = 1000 / ratePerSecond;
  }

  /** The scheduled time of the request with this number, from 0. */
  dueAt(index: number): number {
    return this.#startMs + index * this.intervalMs;
  }

  /** How many requests are due by `now`. */
  dueCount(now: number): number {
    if (now < this.#startMs) return 0;
    let count = Math.floor((now - this.#startMs) / this.intervalMs) + 1;
    // Division and multiplication may round differently; the two functions have to agree.
    while (count > 0 && this.dueAt(count - 1) > now) count--;
    while (this.dueAt(count) <= now) count++;
    return count;
  }
}
