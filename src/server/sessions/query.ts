/** Asks the serving threads for their books, and waits for none longer than a moment. */
import type { Queries, QueryRequest, QueryResponse, Topic } from "./messages.ts";

/** A thread that has not answered within this time is left out: it hangs, or has much to do. */
const PATIENCE_MS = 200;

interface Waiting {
  readonly threads: Set<number>;
  readonly told: QueryResponse["told"][];
  readonly done: () => void;
}

export class ThreadQueries {
  readonly #living: () => readonly number[];
  readonly #send: (thread: number, ask: QueryRequest) => void;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(living: () => readonly number[], send: (thread: number, ask: QueryRequest) => void) {
    this.#living = living;
    this.#send = send;
  }

  /** @returns what was told in time, in no order */
  async ask<Name extends Topic>(
    topic: Name,
    what: Queries[Name]["ask"],
    threads: readonly number[] = this.#living(),
  ): Promise<readonly Queries[Name]["tell"][]> {
    const id = ++this.#asked;
    const done = Promise.withResolvers<void>();
    const waiting: Waiting = { threads: new Set(threads), told: [], done: done.resolve };
    this.#waiting.set(id, waiting);
    for (const thread of waiting.threads) {
      if (this.#living().includes(thread))
        this.#send(thread, { kind: "ask", id, topic, what } as QueryRequest);
      else waiting.threads.delete(thread);
    }
    if (waiting.threads.size === 0) done.resolve();
    const patience = setTimeout(done.resolve, PATIENCE_MS);
    await done.promise;
    clearTimeout(patience);
    this.#waiting.delete(id);
    return waiting.told as readonly Queries[Name]["tell"][];
  }

  receive(thread: number, { id, told }: QueryResponse): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || !waiting.threads.delete(thread)) return; // too late
    waiting.told.push(told);
    if (waiting.threads.size === 0) waiting.done();
  }
}
