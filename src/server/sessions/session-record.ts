/** One session in its thread's log: who the peer is and what was counted, while it is open and for a while after. */
import type { Answer } from "../../protocol/answer.ts";
import { REFUSED_LINES } from "../../protocol/request.ts";
import type { Connection } from "../connection/connection.ts";
import type { SessionObserver } from "../connection/session-observer.ts";
import type { CloseReason } from "../counters.ts";
import { plainAddress } from "../limits/address.ts";
import { unpackPeer } from "../sockets/packed-peer.ts";
import type { PeerSocket } from "../sockets/sockets.ts";
import { type FaultRing, isFault } from "./fault-ring.ts";
import type { RefusedLines } from "./refused-lines.ts";
import type { SessionRow, SessionState } from "./rows.ts";
import { SessionEnd } from "./session-end.ts";
import type { Transcript } from "./transcript.ts";

/** Kept as an object only if it does not fit into a number. */
type PeerName = number | { readonly address: string; readonly port: number };

const UNKNOWN_PEER = { address: "", port: 0 } as const;

/** What the records of a thread share. */
export interface RecordContext {
  readonly thread: number;
  readonly faults: FaultRing;
  readonly refused: RefusedLines<SessionRecord>;
  /** Keeps the record of a session that has ended. */
  keepEnded(record: SessionRecord, reason: CloseReason): void;
}

/** There is one for every open session: with a seventh field the engine would take 80 bytes for it, not 64. */
export class SessionRecord implements SessionObserver {
  /** Counts up in each thread, across its restarts. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly openedAt = Date.now();
  readonly #context: RecordContext;
  #source: Connection | SessionEnd;
  /** A socket until the address was read from it; undefined if it was closed before. */
  #peer: PeerSocket | PeerName | undefined;
  /** Undefined unless this is one of the newest sessions. */
  #transcript: Transcript | undefined;

  constructor(context: RecordContext, number: number, connection: Connection, peer: PeerSocket) {
    this.#context = context;
    this.number = number;
    this.#source = connection;
    this.#peer = peer;
  }

  received(chunk: Uint8Array): void {
    if (this.#transcript !== undefined) this.#transcript.received(chunk);
  }

  sent(bytes: Uint8Array, length: number): void {
    if (this.#transcript !== undefined) this.#transcript.sent(bytes, length);
  }

  refused(answer: Answer): void {
    for (const kind of REFUSED_LINES) {
      const count = answer.refusedOf(kind);
      if (count === 0) continue;
      this.#context.faults.add(this, kind, count);
      this.#context.refused.add(this, kind, count);
    }
  }

  clientFin(): void {
    this.#transcript?.ended("client", "fin");
  }

  serverFin(): void {
    this.#transcript?.ended("server", "fin");
  }

  serverClose(how: "fin" | "reset"): void {
    this.#transcript?.closed(how);
  }

  ended(reason: CloseReason, wasReset: boolean): void {
    if (this.#source instanceof SessionEnd) return;
    // A FIN after ours is only known by the close.
    if (wasReset) this.#transcript?.ended("client", "reset");
    else if (this.#source.finSince !== undefined) this.#transcript?.ended("client", "fin");
    this.#source = new SessionEnd(this.#source, reason);
    if (isSocket(this.#peer)) this.#peer = undefined;
    this.#context.keepEnded(this, reason);
  }

  get end(): SessionEnd | undefined {
    return this.#source instanceof SessionEnd ? this.#source : undefined;
  }

  get hasEnded(): boolean {
    return this.#source instanceof SessionEnd;
  }

  get requests(): number {
    return this.#source.requests;
  }

  get errors(): number {
    return this.#source.errors;
  }

  /** Whether the client made a mistake in a line, or the session ended badly. */
  get isFaulty(): boolean {
    const { end } = this;
    const hasBadEnd = end !== undefined && (end.isInLine || isFault(end.reason));
    return hasBadEnd || (this.errors > 0 && Object.keys(this.#context.refused.of(this)).length > 0);
  }

  get isInLine(): boolean {
    return this.#source instanceof SessionEnd ? this.#source.isInLine : this.#source.lineSince !== undefined;
  }

  /** Sessions of one group made the same mistakes at the same address: a few of them are enough as evidence. */
  get group(): string {
    return [
      this.address,
      this.end?.reason,
      this.isInLine,
      ...Object.keys(this.#context.refused.of(this)).sort(),
    ].join(" ");
  }

  get transcript(): Transcript | undefined {
    return this.#transcript;
  }

  /** Undefined stops the recording. */
  set transcript(transcript: Transcript | undefined) {
    this.#transcript = transcript;
  }

  get session(): string {
    return `${this.#context.thread}.${this.number}`;
  }

  /** Empty until `readPeer`. */
  get peer(): { readonly address: string; readonly port: number } {
    const peer = this.#peer;
    if (typeof peer === "number") return unpackPeer(peer);
    return peer === undefined || isSocket(peer) ? UNKNOWN_PEER : peer;
  }

  get address(): string {
    return this.peer.address;
  }

  get port(): number {
    return this.peer.port;
  }

  /** Reads the peer's address from the socket, once: that can be a system call. False if the socket closed before. */
  readPeer(): boolean {
    const peer = this.#peer;
    if (isSocket(peer)) this.#peer = nameOf(peer) ?? peer;
    return this.#peer !== undefined && !isSocket(this.#peer);
  }

  get state(): SessionState {
    if (this.#source instanceof SessionEnd) return "ended";
    if (this.#source.stalledSince !== undefined) return "stalled";
    return this.#source.finSince === undefined ? "open" : "closing";
  }

  get row(): SessionRow {
    this.readPeer();
    return {
      session: this.session,
      thread: this.#context.thread,
      ...this.peer,
      openedAt: this.openedAt,
      endedAt: this.end?.at,
      state: this.state,
      reason: this.end?.reason,
      requests: this.requests,
      errors: this.errors,
      refused: this.#context.refused.of(this),
      isInLine: this.isInLine,
      hasRecord: this.#transcript !== undefined,
    };
  }
}

function isSocket(peer: PeerSocket | PeerName | undefined): peer is PeerSocket {
  return typeof peer === "object" && "remoteAddress" in peer;
}

/** Undefined if the socket does not know any more. */
function nameOf(peer: PeerSocket): PeerName | undefined {
  const packed = peer.packedPeer;
  if (packed !== undefined) return packed;
  const address = plainAddress(peer.remoteAddress);
  return address === "" ? undefined : { address, port: peer.remotePort };
}
