/** Waiting for a value to change: the writer notifies, the waiter looks again. */

export class Changes {
  #next = Promise.withResolvers<void>();

  /** To be called after every change. */
  stir(): void {
    const { resolve } = this.#next;
    this.#next = Promise.withResolvers<void>();
    resolve();
  }

  /** What `look` returns, as soon as that is not undefined. */
  async until<Found>(look: () => Found | undefined): Promise<Found> {
    for (;;) {
      const next = this.#next.promise;
      const found = look();
      if (found !== undefined) return found;
      await next;
    }
  }
}
