/** A worker that enters and leaves as fast as it can from a few addresses, and counts for itself who is inside. */

import { AddressCount } from "../../../src/server/limits/address-count.ts";
import { ConnectionCount } from "../../../src/server/limits/connection-count.ts";

declare const self: Worker;

export interface Hammering {
  readonly thread: number;
  readonly rounds: number;
  readonly addresses: number;
  readonly admission: SharedArrayBuffer;
  readonly places: SharedArrayBuffer;
  /** For each address: how many are inside, the most that ever were, and how many ever entered. */
  readonly inside: SharedArrayBuffer;
}

self.onmessage = ({ data }: MessageEvent<Hammering>) => {
  const { thread, rounds, addresses } = data;
  const places = new AddressCount(data.places, new ConnectionCount(data.admission), thread);
  const cells = new Int32Array(data.inside);
  for (let round = 0; round < rounds; round++) {
    const address = (round * 7 + thread) % addresses;
    const key = { high: address, low: -address };
    const held = [0, 1].filter(() => places.enter(key, thread) === undefined);
    for (const _ of held) {
      const now = Atomics.add(cells, 3 * address, 1) + 1;
      for (let most = Atomics.load(cells, 3 * address + 1); now > most; ) {
        most = Atomics.compareExchange(cells, 3 * address + 1, most, now);
      }
      Atomics.add(cells, 3 * address + 2, 1);
    }
    for (const _ of held) {
      Atomics.sub(cells, 3 * address, 1);
      places.leave(key, thread);
    }
  }
  self.postMessage("done");
};
