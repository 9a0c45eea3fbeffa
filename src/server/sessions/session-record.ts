/** One session in its thread's books: who it is, while it lives and for a while after. */
import type { Answer } from "../../protocol/answer.ts";
import type { Connection } from "../connection/connection.ts";
import type { CloseReason } from "../counters.ts";
import { unpackPeer } from "../sockets/packed-peer.ts";
import type { FaultRing } from "./fault-ring.ts";
import type { RecordedSocket } from "./recorded-socket.ts";
import type { SessionRow, SessionState } from "./rows.ts";
import type { Transcript } from "./transcript.ts";

/** A socket as far as it says who the peer is. */
export interface PeerSocket {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly packedPeer?: number | undefined;
}

/** A name of text is kept only where it does not fit into a number. */
type PeerName = number | { readonly address: string; readonly port: number };

const NOBODY = { address: "", port: 0 } as const;

/** What is left of a connection. */
class End {
  readonly at = Date.now();
  readonly reason: CloseReason;
  readonly requests: number;
  readonly errors: number;

  constructor({ requests, errors }: Connection, reason: CloseReason) {
    this.reason = reason;
    this.requests = requests;
    this.errors = errors;
  }
}

/** What the entries of a thread share. */
export interface RecordContext {
  readonly thread: number;
  readonly faults: FaultRing;
}

/** There is one for every open session: with a seventh field the engine would take 80 bytes for it, and not 64. */
export class SessionRecord {
  /** Counts up in each thread, also over the thread's death. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly openedAt = Date.now();
  readonly #home: RecordContext;
  #life: Connection | End;
  /** A socket until it is asked who the peer is; undefined where it was not asked in time. */
  #peer: PeerSocket | PeerName | undefined;
  #record: RecordedSocket | undefined;

  constructor(home: RecordContext, number: number, connection: Connection, peer: PeerSocket) {
    this.#home = home;
    this.number = number;
    this.#life = connection;
    this.#peer = peer;
  }

  get end(): End | undefined {
    return this.#life instanceof End ? this.#life : undefined;
  }

  get requests(): number {
    return this.#life.requests;
  }

  get errors(): number {
    return this.#life.errors;
  }

  get transcript(): Transcript | undefined {
    return this.#record?.transcript;
  }

  get session(): string {
    return `${this.#home.thread}.${this.number}`;
  }

  /** Empty until it was asked for. */
  get peer(): { readonly address: string; readonly port: number } {
    const peer = this.#peer;
    if (typeof peer === "number") return unpackPeer(peer);
    return peer === undefined || isUnasked(peer) ? NOBODY : peer;
  }

  get address(): string {
    return this.peer.address;
  }

  get port(): number {
    return this.peer.port;
  }

  /** Asks the socket who the peer is, once: that is a system call. False when it was not asked while it could say. */
  learnPeer(): boolean {
    const peer = this.#peer;
    if (isUnasked(peer)) this.#peer = nameOf(peer) ?? peer;
    return this.#peer !== undefined && !isUnasked(this.#peer);
  }

  /** From now on what the open session sends is written down. */
  startRecord(record: RecordedSocket): void {
    this.#record = record;
    if (!(this.#life instanceof End)) this.#life.socket = record;
  }

  /** What recorded it, which is another's from now on. */
  endRecord(): RecordedSocket | undefined {
    const record = this.#record;
    this.#unwrap();
    this.#record = undefined;
    return record;
  }

  #unwrap(): void {
    if (this.#record !== undefined && !(this.#life instanceof End)) this.#life.socket = this.#record.bare;
  }

  /** Lines of an answer were refused. */
  refused(answer: Answer): void {
    this.#home.faults.add(this, "unknown", answer.unknown);
    this.#home.faults.add(this, "bare-lf", answer.bareLf);
  }

  close(reason: CloseReason): void {
    this.#unwrap();
    if (!(this.#life instanceof End)) this.#life = new End(this.#life, reason);
    if (isUnasked(this.#peer)) this.#peer = undefined;
  }

  get state(): SessionState {
    if (this.#life instanceof End) return "ended";
    if (this.#life.stalledSince !== undefined) return "stalled";
    return this.#life.finSince === undefined ? "open" : "closing";
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

function isUnasked(peer: PeerSocket | PeerName | undefined): peer is PeerSocket {
  return typeof peer === "object" && "remoteAddress" in peer;
}

/** Undefined where the socket cannot tell any more. */
function nameOf(peer: PeerSocket): PeerName | undefined {
  const packed = peer.packedPeer;
  if (packed !== undefined) return packed;
  const address = shownAddress(peer.remoteAddress);
  return address === "" ? undefined : { address, port: peer.remotePort };
}

/** RFC 4291, 2.5.5.2: an IPv4 peer of a socket on `::`. */
export function shownAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
