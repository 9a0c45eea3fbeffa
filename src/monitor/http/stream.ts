/** Server-sent events: updates as fast as the client reads them, for a bounded number of clients. */
import type { SessionQuery } from "../facts/api.ts";
import type { SharedQueries } from "../facts/shared-queries.ts";

/** Enough for the pages of one operator or teacher; more open tabs are a mistake. */
const STREAMS = 16;

export class Streams {
  readonly #queries: SharedQueries;
  #open = 0;

  constructor(queries: SharedQueries) {
    this.#queries = queries;
  }

  get isFull(): boolean {
    return this.#open >= STREAMS;
  }

  /** The body of an event stream. The next event is made only after the last was read, so nothing piles up. */
  open(query: SessionQuery): ReadableStream<Uint8Array> {
    const queries = this.#queries;
    const sent = { fault: 0, sample: 0 };
    let id = 0;
    let isOpen = true;
    this.#open++;
    const close = () => {
      if (isOpen) this.#open--;
      isOpen = false;
    };
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (id > 0) await Bun.sleep(queries.updateMs);
          const update = await queries.update(query, sent).catch((error: unknown) => {
            close();
            throw error;
          });
          if (!isOpen) return;
          sent.fault = update.faults.faults[0]?.number ?? sent.fault;
          sent.sample = update.samples.at(-1)?.at ?? sent.sample;
          id++;
          controller.enqueue(
            new TextEncoder().encode(`event: update\nid: ${id}\ndata: ${JSON.stringify(update)}\n\n`),
          );
        },
        cancel: close,
      },
      { highWaterMark: 0 },
    );
  }
}
