/** A queue of idle connections, in memory that is allocated once. */
import type { Connection } from "./connection.ts";

export class ConnectionRing {
  readonly #connections: (Connection | undefined)[];
  #head = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#connections = new Array<Connection | undefined>(Math.max(1, capacity)).fill(undefined);
  }

  get size(): number {
    return this.#size;
  }

  push(connection: Connection): void {
    this.#connections[(this.#head + this.#size) % this.#connections.length] = connection;
    this.#size++;
  }

  shift(): Connection | undefined {
    if (this.#size === 0) return undefined;
    const connection = this.#connections[this.#head];
    this.#connections[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#connections.length;
    this.#size--;
    return connection;
  }
}
