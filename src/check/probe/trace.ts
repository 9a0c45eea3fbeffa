/** Records what happens on a try's connections, with times; bounded, since a server may send without end. */
import type { TraceEvent } from "../result.ts";

/** Of a flood the beginning and the end are kept: how it was met, and how it ended. */
const FIRST_EVENTS = 48;
const LAST_EVENTS = 16;
const MAX_BYTES = 256;

export class Trace {
  readonly #startedAt = performance.now();
  readonly #first: TraceEvent[] = [];
  readonly #last: TraceEvent[] = [];
  #connections = 0;

  /** The number of a connection that is about to be opened. */
  nextConnection(): number {
    this.#connections++;
    return this.#connections;
  }

  note(connection: number, kind: TraceEvent["kind"], bytes?: Uint8Array): void {
    const at = Math.round(performance.now() - this.#startedAt);
    const shown = bytes && {
      hex: Buffer.from(bytes.subarray(0, MAX_BYTES)).toString("hex"),
      length: bytes.length,
    };
    const event = { at, connection, kind, ...shown };
    if (this.#first.length < FIRST_EVENTS) this.#first.push(event);
    else this.#last.push(event);
    if (this.#last.length > LAST_EVENTS) this.#last.shift();
  }

  get events(): readonly TraceEvent[] {
    return [...this.#first, ...this.#last];
  }
}
