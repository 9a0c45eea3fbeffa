/** Calls that are due at a time, for a loop that waits by itself. Knows no clock: now is an argument. */

interface Timer {
  readonly at: number;
  /** Undefined once it is prevented. */
  call: (() => void) | undefined;
}

export class Timers {
  /** The next one last. */
  readonly #timers: Timer[] = [];

  /** When the next call is due; infinitely late where there is none. */
  get next(): number {
    return this.#timers.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  }

  /** @returns what prevents it */
  set(at: number, call: () => void): () => void {
    const timer: Timer = { at, call };
    const behind = this.#timers.findLastIndex((other) => other.at > at);
    this.#timers.splice(behind + 1, 0, timer);
    return () => {
      timer.call = undefined;
      // Nor does it stay: a peer that comes and goes would have us keep one each time.
      const place = this.#timers.indexOf(timer);
      if (place >= 0) this.#timers.splice(place, 1);
    };
  }

  /** Makes the calls that are due; what they set is left for the next time. */
  call(now: number): void {
    if (now >= this.next) this.#callDue(now); // apart: with a function in it, every call would make a scope for that
  }

  #callDue(now: number): void {
    const first = this.#timers.findIndex(({ at }) => at <= now);
    for (const timer of this.#timers.splice(first).reverse()) timer.call?.();
  }
}
