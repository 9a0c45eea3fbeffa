/** Server-sent events: updates as fast as the client reads them, one at a time, for a bounded number of clients. */
import { keyOfPeer } from "../../server/limits/address.ts";
import type { SessionQuery, Update } from "../facts/api.ts";
import type { SharedQueries } from "../facts/shared-queries.ts";
import { Place, Places } from "./places.ts";

/** The client of a request. */
export interface Peer {
  readonly address: string;
  /** Closes its connection within a few seconds, whether it reads or not. */
  close(): void;
}

export class Streams {
  readonly #queries: SharedQueries;
  readonly #places = new Places();

  constructor(queries: SharedQueries) {
    this.#queries = queries;
  }

  /**
   * The body of an event stream. The next event is made only after the last was read, so nothing piles up.
   * @returns undefined if there is no place
   */
  open(query: SessionQuery, peer: Peer): ReadableStream<Uint8Array> | undefined {
    const queries = this.#queries;
    const places = this.#places;
    const sent = { fault: 0, sample: 0 };
    let id = 0;
    let last: Update | undefined;
    let isOpen = true;
    const leave = () => {
      isOpen = false;
      places.leave(place);
    };
    const { high, low } = keyOfPeer(peer.address);
    const place = new Place(`${high} ${low}`, () => {
      isOpen = false;
      peer.close();
    });
    if (!places.enter(place, performance.now())) return undefined;
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          place.waitsSince = undefined;
          if (id > 0) await Bun.sleep(queries.updateMs);
          const update = await queries.update(query, sent, last).catch((error: unknown) => {
            leave();
            throw error;
          });
          if (!isOpen) return;
          last = update;
          sent.fault = update.faults.faults[0]?.number ?? sent.fault;
          sent.sample = update.samples.at(-1)?.at ?? sent.sample;
          id++;
          place.waitsSince = performance.now();
          controller.enqueue(
            new TextEncoder().encode(`event: update\nid: ${id}\ndata: ${JSON.stringify(update)}\n\n`),
          );
        },
        cancel: leave,
      },
      { highWaterMark: 0 },
    );
  }
}
