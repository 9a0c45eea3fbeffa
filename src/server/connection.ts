/** One socket and its session: hands over what comes, sends what is answered, obeys backpressure, closes in order. */
import type { Answer, SessionEnd } from "../protocol/answer.ts";
import { formatErrorReply } from "../protocol/reply.ts";
import { type Chunk, Session } from "../protocol/session.ts";
import { type CloseReason, COUNTER, type Counters } from "./counters.ts";
import type { Overdue, Waiting } from "./deadlines.ts";
import type { ReplyClock } from "./reply-clock.ts";
import type { Settings } from "./settings.ts";

/** What a connection needs of a socket; Bun's TCP socket is one. */
export interface Wire {
  /** Bytes taken; below 0 when the socket is closed. */
  write(bytes: Uint8Array, offset: number, length: number): number;
  /** Sends a FIN; what comes is still read. */
  shutdown(): void;
  /** Closes at once. */
  end(): void;
  /** Closes with a reset. */
  terminate(): void;
  pause(): void;
  resume(): void;
}

/** What the connections of a thread share. */
export interface Shared {
  readonly settings: Settings;
  readonly counters: Counters;
  readonly replies: ReplyClock;
  readonly answer: Answer;
  /** Monotonic milliseconds, now. */
  tick: number;
}

export class Connection implements Waiting {
  activeAt: number;
  lineSince: number | undefined;
  stalledSince: number | undefined;
  finSince: number | undefined;
  requests = 0;
  errors = 0;

  readonly #wire: Wire;
  readonly #shared: Shared;
  readonly #session: Session;
  /** Replies that the peer has not taken: an answer at most. Meanwhile the socket is not read. */
  #unsent: Uint8Array | undefined;
  /** What was read of the socket and waits behind the unsent replies: a chunk at most. */
  #unread: Chunk | undefined;
  #end: CloseReason | undefined;
  #isDraining = false;
  #peerHasEnded = false;

  constructor(wire: Wire, shared: Shared) {
    this.#wire = wire;
    this.#shared = shared;
    this.#session = new Session(shared.settings);
    this.activeAt = shared.tick;
  }

  /** Why it ended, once the socket is closed. */
  closeReason(wasReset: boolean): CloseReason {
    return this.#end ?? (wasReset ? "reset" : "client-closed");
  }

  receive(chunk: Chunk): void {
    this.activeAt = this.#shared.tick;
    this.#shared.counters.add(COUNTER.bytesReceived, chunk.length);
    if (this.#end !== undefined) return; // QUIT-2, CLOSE-1
    if (this.#unread === undefined && this.#unsent === undefined) this.#serve(chunk);
    else this.#unread = Buffer.concat(this.#unread === undefined ? [chunk] : [this.#unread, chunk]);
  }

  /** The peer has sent its FIN (END-1). */
  receiveEnd(): void {
    this.#peerHasEnded = true;
    this.#settle();
  }

  /** The socket takes bytes again. */
  drain(): void {
    const unsent = this.#unsent;
    if (unsent === undefined) return;
    this.#unsent = undefined;
    this.stalledSince = undefined;
    if (!this.#send(unsent, unsent.length)) return;
    const unread = this.#unread;
    this.#unread = undefined;
    if (unread !== undefined && this.#end === undefined) this.#serve(unread);
    else this.#settle();
    if (this.#unsent === undefined && !this.#peerHasEnded) this.#resume();
  }

  /** Ends it once everything that was asked is answered and taken. */
  startDraining(): void {
    this.#isDraining = true;
    this.#settle();
  }

  endOverdue(overdue: Overdue): void {
    switch (overdue) {
      case "idle":
        this.#endWith("idle", `idle for ${inSeconds(this.#shared.settings.limits.idleSeconds)}`); // LIMIT-2
        break;
      case "line-timeout":
        this.#endWith(
          "line-timeout",
          `line not ended within ${inSeconds(this.#shared.settings.limits.lineSeconds)}`,
        ); // LIMIT-3
        break;
      case "stalled":
        this.cut("stalled"); // LIMIT-4
        break;
      case "lingered":
        this.#wire.end();
        break;
    }
  }

  /** Closes at once, whatever was left to send. */
  cut(reason: CloseReason): void {
    this.#end ??= reason;
    this.#wire.terminate();
  }

  /** Reads the socket again. While it was not read the peer was not waited for. */
  #resume(): void {
    this.activeAt = this.#shared.tick;
    if (this.lineSince !== undefined) this.lineSince = this.#shared.tick;
    this.#wire.resume();
  }

  #serve(chunk: Chunk): void {
    const { answer, counters, replies } = this.#shared;
    const reply = replies.at(Date.now());
    let from = 0;
    while (from < chunk.length) {
      this.#session.receive(chunk, from, reply, answer);
      from = answer.consumed;
      this.requests += answer.time;
      this.errors += answer.unknown + answer.bareLf;
      counters.add(COUNTER.requests, answer.time);
      if (answer.unknown > 0) counters.add(COUNTER.unknown, answer.unknown);
      if (answer.bareLf > 0) counters.add(COUNTER.bareLf, answer.bareLf);
      if (answer.end !== undefined) this.#noteEnd(answer.end);
      if (!this.#session.isInLine) this.lineSince = undefined;
      else if (answer.lines > 0) this.lineSince = this.#shared.tick;
      else this.lineSince ??= this.#shared.tick;
      if (answer.length > 0 && !this.#send(answer.bytes, answer.length)) {
        if (from < chunk.length) this.#unread = Buffer.from(chunk.subarray(from));
        break;
      }
    }
    this.#settle();
  }

  #noteEnd(end: SessionEnd): void {
    this.#end = end;
    if (end !== "quit") this.errors++;
  }

  #endWith(reason: CloseReason, message: string): void {
    this.#end = reason;
    this.errors++;
    const line = formatErrorReply(message);
    if (this.#send(line, line.length)) this.#settle();
  }

  /** False when not all was taken: the rest is kept, and the socket not read until it drains. */
  #send(bytes: Uint8Array, length: number): boolean {
    const taken = Math.max(0, this.#wire.write(bytes, 0, length));
    this.#shared.counters.add(COUNTER.bytesSent, taken);
    if (taken === length) return true;
    this.#unsent = bytes.slice(taken, length);
    this.stalledSince = this.#shared.tick;
    this.#wire.pause();
    return false;
  }

  /** Where all is read and sent, closes if there is a reason to. */
  #settle(): void {
    if (this.#unsent !== undefined || this.finSince !== undefined) return;
    if (this.#end === undefined && this.#isDraining) this.#end = "drained";
    if (this.#peerHasEnded) this.#wire.end();
    else if (this.#end !== undefined) {
      this.finSince = this.#shared.tick;
      this.#wire.shutdown();
    }
  }
}

function inSeconds(count: number): string {
  return `${count} second${count === 1 ? "" : "s"}`;
}
