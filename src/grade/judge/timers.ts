/** How late this process's timers run: the sign of a machine that is too busy for a fair verdict. */

const EVERY_MS = 20;
/** A judge that is late by less can spoil a case's first try, which is in a hurry, and not the second. */
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
