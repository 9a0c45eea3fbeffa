/** A worker thread that enters and leaves as fast as it can, and counts for itself how many are inside at once. */
import { workerData } from "node:worker_threads";
import { ConnectionCount } from "../../../src/server/limits/connection-count.ts";

export interface Hammering {
  readonly thread: number;
  readonly rounds: number;
  readonly memory: SharedArrayBuffer;
  /** Inside now, the most that ever were, how often one entered; and the most that the count itself reported. */
  readonly inside: SharedArrayBuffer;
}

export const [INSIDE, MOST, ENTERED, MOST_SAID] = [0, 1, 2, 3];

function raise(cells: Int32Array, cell: number, value: number): void {
  for (let most = Atomics.load(cells, cell); value > most; most = Atomics.load(cells, cell)) {
    Atomics.compareExchange(cells, cell, most, value);
  }
}

if (workerData !== null && "inside" in Object(workerData)) {
  const { thread, rounds, memory, inside } = workerData as Hammering;
  const admission = new ConnectionCount(memory);
  const cells = new Int32Array(inside);
  for (let round = 0; round < rounds; round++) {
    const held = [admission.enter(thread), admission.enter(thread)].filter((hasEntered) => hasEntered);
    for (const _ of held) {
      Atomics.add(cells, ENTERED, 1);
      raise(cells, MOST, Atomics.add(cells, INSIDE, 1) + 1);
    }
    raise(cells, MOST_SAID, admission.open);
    for (const _ of held) {
      Atomics.sub(cells, INSIDE, 1);
      admission.leave(thread);
    }
  }
}
