/** Server-sent events: an update now and then, as fast as who reads them takes them, and for few at once. */
import type { SessionQuery } from "../facts/api.ts";
import type { Views } from "../facts/views.ts";

/** A class in one room, each on a page of their own, is served by one teacher's; more tabs than this are a mistake. */
const STREAMS = 16;

export class Streams {
  readonly #views: Views;
  #open = 0;

  constructor(views: Views) {
    this.#views = views;
  }

  get isFull(): boolean {
    return this.#open >= STREAMS;
  }

  /** The body of an event stream. It is asked for the next event only when the last was taken, so nothing piles up. */
  open(query: SessionQuery): ReadableStream<Uint8Array> {
    const views = this.#views;
    const seen = { fault: 0, sample: 0 };
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
          if (id > 0) await Bun.sleep(views.updateMs);
          const update = await views.update(query, seen).catch((error: unknown) => {
            close();
            throw error;
          });
          if (!isOpen) return;
          seen.fault = update.faults.faults[0]?.number ?? seen.fault;
          seen.sample = update.samples.at(-1)?.at ?? seen.sample;
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
