/** What the checker keeps of a connection between two chunks. */

/** Bytes kept of a line that has begun: enough for a reply and for an example. */
const KEPT_BYTES = 64;

export class Conversation {
  /** Replies that are still to come. */
  outstanding = 0;
  /** When the requests that they answer were sent: monotonic, in milliseconds. */
  sentAt = 0;
  /** The second of the last reply in UTC, or -1. */
  lastSecond = -1;
  /** Bytes of the line that has begun, all of them counted, the first 64 kept. */
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

  /** Forgets the line; for a new connection also forgets the rest. */
  startOver(): void {
    this.outstanding = 0;
    this.heldLength = 0;
    this.lastSecond = -1;
  }
}
