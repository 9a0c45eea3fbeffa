/** How late this process's timers run: the sign of a machine that is too busy for a fair verdict. */

const EVERY_MS = 20;
/**
 * A first try gives a server some hundred milliseconds, and a second one seconds: a judge that was late by less than
 * this can have kept a server waiting in the first try, which the second one mends.
 */
export const LATE_MS = 250;

export class TimerWatch {
  maxDelayMs = 0;
  #expected = performance.now() + EVERY_MS;
  readonly #timer = setInterval(() => this.#tick(), EVERY_MS);

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    this.maxDelayMs = Math.max(this.maxDelayMs, now - this.#expected);
    this.#expected = now + EVERY_MS;
  }
}
