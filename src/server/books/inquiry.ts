/** Asks the serving threads for their books, and waits for none longer than a moment. */
import type { Ask, Questions, Told, Topic } from "./questions.ts";

/** A thread that has not answered within this time is left out: it hangs, or has much to do. */
const PATIENCE_MS = 200;

interface Waiting {
  readonly threads: Set<number>;
  readonly told: Told["told"][];
  readonly done: () => void;
}

interface Askable {
  postMessage(message: Ask): void;
}

export class Inquiry {
  readonly #threads: ReadonlyMap<number, Askable>;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(threads: ReadonlyMap<number, Askable>) {
    this.#threads = threads;
  }

  /** @returns what was told in time, in no order */
  async ask<Name extends Topic>(
    topic: Name,
    what: Questions[Name]["ask"],
    threads: Iterable<number> = this.#threads.keys(),
  ): Promise<readonly Questions[Name]["tell"][]> {
    const id = ++this.#asked;
    const done = Promise.withResolvers<void>();
    const waiting: Waiting = { threads: new Set(threads), told: [], done: done.resolve };
    this.#waiting.set(id, waiting);
    for (const thread of waiting.threads) {
      const asked = this.#threads.get(thread);
      if (asked === undefined) waiting.threads.delete(thread);
      else asked.postMessage({ kind: "ask", id, topic, what } as Ask);
    }
    if (waiting.threads.size === 0) done.resolve();
    const patience = setTimeout(done.resolve, PATIENCE_MS);
    await done.promise;
    clearTimeout(patience);
    this.#waiting.delete(id);
    return waiting.told as readonly Questions[Name]["tell"][];
  }

  receive(thread: number, { id, told }: Told): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || !waiting.threads.delete(thread)) return; // too late
    waiting.told.push(told);
    if (waiting.threads.size === 0) waiting.done();
  }
}
