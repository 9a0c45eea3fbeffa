/** A constant rate → when each request is due. Knows no clock: every moment is handed in, in milliseconds. */

export class Schedule {
  readonly #startMs: number;
  readonly #intervalMs: number;

  constructor(startMs: number, ratePerSecond: number) {
    this.#startMs = startMs;
    this.#intervalMs = 1000 / ratePerSecond;
  }

  /** When the request with this number is due; the first has the number 0. */
  dueAt(index: number): number {
    return this.#startMs + index * this.#intervalMs;
  }

  /** How many requests were due by `now`. */
  dueCount(now: number): number {
    if (now < this.#startMs) return 0;
    let count = Math.floor((now - this.#startMs) / this.#intervalMs) + 1;
    // Division and multiplication may round to different sides: the two functions have to agree.
    while (count > 0 && this.dueAt(count - 1) > now) count--;
    while (this.dueAt(count) <= now) count++;
    return count;
  }
}
