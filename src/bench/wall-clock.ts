/** The wall clock beside the monotonic one: a moment of the one → the moment of the other. Reads no clock itself. */

/** Differences that are kept; the greatest of them counts, for reading a wall clock of whole milliseconds rounds down. */
const KEPT = 16;

export class WallClock {
  #differences: number[] = [];
  #difference = 0;

  /** Takes one reading of both clocks, made one right after the other; to be repeated some times a second. */
  read(wallMs: number, monotonicMs: number): void {
    this.#differences.push(wallMs - monotonicMs);
    if (this.#differences.length > KEPT) this.#differences.shift();
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
