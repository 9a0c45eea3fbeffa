/** One session in its thread's books: who it is, while it lives and for a while after. */
import type { Answer } from "../../protocol/answer.ts";
import type { Connection } from "../connection.ts";
import type { CloseReason } from "../counters.ts";
import { unpackPeer } from "../packed-peer.ts";
import type { FaultRing } from "./fault-ring.ts";
import type { SessionRow, SessionState } from "./rows.ts";
import type { Transcript } from "./transcript.ts";

/** A socket as far as it says who the peer is. */
export interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly packedPeer?: number | undefined;
}

/** A name of text is kept only where it does not fit into a number. */
type PeerName = number | { readonly address: string; readonly port: number };

const NOBODY = { address: "", port: 0 } as const;

interface End {
  readonly at: number;
  readonly reason: CloseReason;
}

/** What the entries of a thread share. There is an entry for every open session, so it has no field too many. */
export interface EntryHome {
  readonly thread: number;
  readonly faults: FaultRing;
}

export class Entry {
  /** Counts up in each thread, also over the thread's death. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly openedAt = Date.now();
  transcript: Transcript | undefined;
  end: End | undefined;
  readonly #home: EntryHome;
  #connection: Connection | undefined;
  #peer: Peer | undefined;
  /** Undefined until it was asked for. */
  #name: PeerName | undefined;

  constructor(home: EntryHome, number: number, peer: Peer) {
    this.#home = home;
    this.number = number;
    this.#peer = peer;
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
    return `${this.#home.thread}.${this.number}`;
  }

  /** Empty until it was asked for. */
  get peer(): { readonly address: string; readonly port: number } {
    const name = this.#name;
    return typeof name === "number" ? unpackPeer(name) : (name ?? NOBODY);
  }

  get address(): string {
    return this.peer.address;
  }

  get port(): number {
    return this.peer.port;
  }

  /** Asks the socket who the peer is, once: that is a system call. False when it was not asked while it could say. */
  learnPeer(): boolean {
    if (this.#name === undefined && this.#peer !== undefined) this.#name = nameOf(this.#peer);
    return this.#name !== undefined;
  }

  /** Lines of an answer were refused. */
  refused(answer: Answer): void {
    this.#home.faults.add(this, "unknown", answer.unknown);
    this.#home.faults.add(this, "bareLf", answer.bareLf);
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
      thread: this.#home.thread,
      ...this.peer,
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

/** Undefined where the socket cannot tell any more. */
function nameOf(peer: Peer): PeerName | undefined {
  const packed = peer.packedPeer;
  if (packed !== undefined) return packed;
  const address = shownAddress(peer.remoteAddress);
  return address === "" ? undefined : { address, port: peer.remotePort };
}

/** RFC 4291, 2.5.5.2: an IPv4 peer of a socket on `::`. */
export function shownAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
