/** Mutual exclusion between threads, for state that one atomic cannot hold. Held for well under a microsecond. */

const FREE = 0;

export class Lock {
  readonly #cell: Int32Array;
  readonly #holder: number;

  /** @param cell one cell of shared memory */
  constructor(cell: Int32Array, thread: number) {
    this.#cell = cell;
    this.#holder = thread + 1;
  }

  /** Runs `act` while no other thread holds this lock. */
  hold<Result>(act: () => Result): Result {
    for (;;) {
      const holder = Atomics.compareExchange(this.#cell, 0, FREE, this.#holder);
      if (holder === FREE) break;
      Atomics.wait(this.#cell, 0, holder);
    }
    try {
      return act();
    } finally {
      Atomics.store(this.#cell, 0, FREE);
      Atomics.notify(this.#cell, 0, 1);
    }
  }

  /** Frees the lock if a thread that was terminated held it. */
  abandon(thread: number): void {
    if (Atomics.compareExchange(this.#cell, 0, thread + 1, FREE) === thread + 1)
      Atomics.notify(this.#cell, 0, 1);
  }
}
