/** Records what happens on a try's connections, with times; bounded, since a server may send without end. */

/** One thing that happened on a connection. */
export interface TraceEvent {
  /** Milliseconds since the case began. */
  readonly at: number;
  /** 1, 2 …: the case's connections in the order in which they were opened. */
  readonly connection: number;
  readonly kind:
    | "connected"
    | "sent"
    | "received"
    /** Our FIN. */
    | "we-ended"
    /** Our reset. */
    | "we-reset"
    /** The server's FIN. */
    | "closed"
    /** The server's reset. */
    | "reset"
    | "refused"
    | "not-accepted"
    /** Waited until now, and nothing more came. */
    | "silence";
  /** Bytes of `sent` and `received` in hex, at most 256 of them; `length` is how many there were. */
  readonly hex?: string;
  readonly length?: number;
}

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
