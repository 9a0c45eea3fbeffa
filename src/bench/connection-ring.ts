/** The connections that have nothing to do, first come first served, in memory that is taken once. */
import type { Connection } from "./connection.ts";

export class ConnectionRing {
  readonly #lanes: (Connection | undefined)[];
  #head = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#lanes = new Array<Connection | undefined>(Math.max(1, capacity)).fill(undefined);
  }

  get size(): number {
    return this.#size;
  }

  push(lane: Connection): void {
    this.#lanes[(this.#head + this.#size) % this.#lanes.length] = lane;
    this.#size++;
  }

  shift(): Connection | undefined {
    if (this.#size === 0) return undefined;
    const lane = this.#lanes[this.#head];
    this.#lanes[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#lanes.length;
    this.#size--;
    return lane;
  }
}
