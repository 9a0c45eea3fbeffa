/** How late this process's timers run: the sign of a machine that is too busy for a fair verdict. */

const EVERY_MS = 20;
/**
 * A patient try gives a server 2 s for a reply: a judge that is late by half of that may take too little. Of 64 judgings
 * at 32 jobs on 2 cores, with delays up to 1.2 s, none had another verdict, and none needed a second try.
 */
export const LATE_MS = 1_000;

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
