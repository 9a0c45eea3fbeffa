/** Converts between the wall clock and the monotonic clock. Reads no clock itself. */

/** Readings that are kept. The largest difference counts, because the wall clock rounds down to milliseconds. */
const READINGS = 16;

export class WallClock {
  #differences: number[] = [];
  #difference = 0;

  /** Adds a reading of both clocks at the same moment; to be repeated several times per second. */
  read(wallMs: number, monotonicMs: number): void {
    this.#differences.push(wallMs - monotonicMs);
    if (this.#differences.length > READINGS) this.#differences.shift();
    this.#difference = Math.max(...this.#differences);
  }

  /** Unix time in milliseconds. */
  wallAt(monotonicMs: number): number {
    return monotonicMs + this.#difference;
  }

  monotonicAt(wallMs: number): number {
    return wallMs - this.#difference;
  }
}
