/** Sends a query to the serving threads, and waits only briefly for their responses. */
import type { Queries, QueryRequest, QueryResponse, Topic } from "./messages.ts";

/** The response of a thread that needs longer is left out: the thread hangs or is busy. */
const TIMEOUT_MS = 200;

interface Pending {
  readonly threads: Set<number>;
  readonly results: QueryResponse["result"][];
  readonly done: () => void;
}

export class ThreadQueries {
  readonly #running: () => readonly number[];
  readonly #send: (thread: number, request: QueryRequest) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** @param running the threads that run now */
  constructor(running: () => readonly number[], send: (thread: number, request: QueryRequest) => void) {
    this.#running = running;
    this.#send = send;
  }

  /** How many threads run now. */
  get running(): number {
    return this.#running().length;
  }

  /** @returns the results that came in time, in no order */
  async request<Name extends Topic>(
    topic: Name,
    parameter: Queries[Name]["parameter"],
    threads: readonly number[] = this.#running(),
  ): Promise<readonly Queries[Name]["result"][]> {
    const id = ++this.#lastId;
    const done = Promise.withResolvers<void>();
    const pending: Pending = { threads: new Set(threads), results: [], done: done.resolve };
    this.#pending.set(id, pending);
    for (const thread of pending.threads) {
      if (this.#running().includes(thread))
        this.#send(thread, { kind: "request", id, topic, parameter } as QueryRequest);
      else pending.threads.delete(thread);
    }
    if (pending.threads.size === 0) done.resolve();
    const timeout = setTimeout(done.resolve, TIMEOUT_MS);
    await done.promise;
    clearTimeout(timeout);
    this.#pending.delete(id);
    return pending.results as readonly Queries[Name]["result"][];
  }

  receive(thread: number, { id, result }: QueryResponse): void {
    const pending = this.#pending.get(id);
    if (pending === undefined || !pending.threads.delete(thread)) return; // too late
    pending.results.push(result);
    if (pending.threads.size === 0) pending.done();
  }
}
