/** Timers for the epoll loop. Time is an argument. */

interface Timer {
  readonly at: number;
  /** Undefined once it is cancelled. */
  call: (() => void) | undefined;
}

export class Timers {
  /** The next one last. */
  readonly #timers: Timer[] = [];

  /** When the next call is due; infinity if there is none. */
  get next(): number {
    return this.#timers.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  }

  /** @returns cancels the call */
  set(at: number, call: () => void): () => void {
    const timer: Timer = { at, call };
    const later = this.#timers.findLastIndex((other) => other.at > at);
    this.#timers.splice(later + 1, 0, timer);
    return () => {
      timer.call = undefined;
      // Removed at once: otherwise clients that connect and leave would fill the list.
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Makes the calls that are due; timers that they set wait for the next time. */
  call(now: number): void {
    if (now >= this.next) this.#callDue(now); // apart: a closure in here would allocate a scope on every call
  }

  #callDue(now: number): void {
    const first = this.#timers.findIndex(({ at }) => at <= now);
    for (const timer of this.#timers.splice(first).reverse()) timer.call?.();
  }
}
