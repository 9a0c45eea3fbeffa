/** One session in its thread's books: who it is, while it lives and for a while after. */
import type { Answer } from "../../protocol/answer.ts";
import type { Connection } from "../connection.ts";
import type { CloseReason } from "../counters.ts";
import type { FaultRing } from "./fault-ring.ts";
import type { SessionRow, SessionState } from "./rows.ts";
import type { Transcript } from "./transcript.ts";

/** A socket as far as it says who the peer is. */
export interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
}

interface End {
  readonly at: number;
  readonly reason: CloseReason;
}

export class Entry {
  readonly thread: number;
  /** Counts up in each thread, also over the thread's death. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly openedAt = Date.now();
  transcript: Transcript | undefined;
  /** Empty until it was asked for. */
  address = "";
  port = 0;
  end: End | undefined;
  #connection: Connection | undefined;
  #peer: Peer | undefined;
  readonly #faults: FaultRing;

  constructor(thread: number, number: number, peer: Peer, faults: FaultRing) {
    this.thread = thread;
    this.number = number;
    this.#peer = peer;
    this.#faults = faults;
  }

  set connection(connection: Connection) {
    this.#connection = connection;
  }

  get requests(): number {
    return this.#connection?.requests ?? 0;
  }

  get errors(): number {
    return this.#connection?.errors ?? 0;
  }

  get session(): string {
    return `${this.thread}.${this.number}`;
  }

  /** Asks the socket who the peer is, once: that is a system call. False when it was not asked while it could say. */
  learnPeer(): boolean {
    const address = this.address === "" ? this.#peer?.remoteAddress : undefined;
    if (address !== undefined) {
      this.address = shownAddress(address);
      this.port = this.#peer?.remotePort ?? 0;
    }
    return this.address !== "";
  }

  /** Lines of an answer were refused. */
  refused(answer: Answer): void {
    this.#faults.add(this, "unknown", answer.unknown);
    this.#faults.add(this, "bareLf", answer.bareLf);
  }

  close(reason: CloseReason): void {
    this.end = { at: Date.now(), reason };
    this.#peer = undefined;
  }

  get state(): SessionState {
    if (this.end !== undefined) return "ended";
    if (this.#connection?.stalledSince !== undefined) return "stalled";
    return this.#connection?.finSince === undefined ? "open" : "closing";
  }

  get row(): SessionRow {
    this.learnPeer();
    return {
      session: this.session,
      thread: this.thread,
      address: this.address,
      port: this.port,
      openedAt: this.openedAt,
      endedAt: this.end?.at,
      state: this.state,
      reason: this.end?.reason,
      requests: this.requests,
      errors: this.errors,
      hasRecord: this.transcript !== undefined,
    };
  }
}

/** RFC 4291, 2.5.5.2: an IPv4 peer of a socket on `::`. */
export function shownAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
