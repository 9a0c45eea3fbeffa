/** Calls that are due at a time, for a loop that waits by itself. Knows no clock: now is an argument. */

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

export class Timers {
  /** The next one last. */
  readonly #timers: Timer[] = [];

  /** When the next call is due; infinitely late where there is none. */
  get next(): number {
    return this.#timers.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  }

  set(at: number, call: () => void): void {
    const behind = this.#timers.findLastIndex((timer) => timer.at > at);
    this.#timers.splice(behind + 1, 0, { at, call });
  }

  /** Makes the calls that are due; what they set is left for the next time. */
  call(now: number): void {
    if (now < this.next) return;
    const first = this.#timers.findIndex(({ at }) => at <= now);
    for (const { call } of this.#timers.splice(first).reverse()) call();
  }
}
