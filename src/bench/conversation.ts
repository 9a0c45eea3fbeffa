/** What the checker remembers of a connection between two chunks. */

/** Bytes kept of an incomplete line: enough for a reply and for an example. */
const KEPT_BYTES = 64;

export class Conversation {
  /** Replies that are still expected. */
  outstanding = 0;
  /** When their requests were sent: monotonic, in milliseconds. */
  sentAt = 0;
  /** The second of the last reply in UTC, or -1. */
  lastSecond = -1;
  /** Bytes of the incomplete line: all are counted, the first 64 are kept. */
  heldLength = 0;
  #held: Uint8Array | undefined;

  get held(): Uint8Array {
    this.#held ??= new Uint8Array(KEPT_BYTES);
    return this.#held;
  }

  hold(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to && this.heldLength + at - from < KEPT_BYTES; at++) {
      this.held[this.heldLength + at - from] = bytes[at] as number;
    }
    this.heldLength += to - from;
  }

  /** Prepares for a new connection. */
  reset(): void {
    this.outstanding = 0;
    this.heldLength = 0;
    this.lastSecond = -1;
  }
}
