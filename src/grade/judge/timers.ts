/** How late this process's timers run: the sign of a machine that is too busy for a fair verdict. */

const EVERY_MS = 20;
/**
 * A case that expects nothing waits 700 ms for it: a judge that is late by as much can miss what came. Of 87 servers of
 * the gallery, judged eight at once on 2 cores with 38 processes waiting, two had another verdict; their judges were
 * 2.0 and 4.0 s late.
 */
export const LATE_MS = 500;

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
