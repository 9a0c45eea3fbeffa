/** How long something is waited for: longer where this machine was too busy to look in time. */

/** A timer that comes so late shows a busy machine, on which the server may be late as well. */
const LATE_MS = 20;
const MOST_EXTENSIONS = 3;

export class Patience {
  readonly #ms: number;
  #deadline: number;
  #extensions = 0;

  constructor(ms: number) {
    this.#ms = Math.max(0, ms);
    this.#deadline = performance.now() + this.#ms;
  }

  get leftMs(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /** Whether it has run out. What it is noticed late by is waited for on, as long again at most. */
  isOver(): boolean {
    const lateMs = performance.now() - this.#deadline;
    if (lateMs < 0) return false;
    if (lateMs < LATE_MS || this.#ms === 0 || this.#extensions >= MOST_EXTENSIONS) return true;
    this.#extensions++;
    this.#deadline = performance.now() + Math.min(lateMs, this.#ms);
    return false;
  }

  /** What the promise resolves to; undefined if that takes too long. */
  async wait<Value>(promise: Promise<Value>): Promise<Value | undefined> {
    for (;;) {
      const timeout = Promise.withResolvers<undefined>();
      const timer = setTimeout(timeout.resolve, this.leftMs);
      const value = await Promise.race([promise, timeout.promise]).finally(() => clearTimeout(timer));
      if (value !== undefined || this.isOver()) return value;
    }
  }
}
