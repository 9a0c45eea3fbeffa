/** One socket and its session: hands over what comes, sends what is answered, obeys backpressure, closes in order. */
import type { SessionEnd } from "../../protocol/answer.ts";
import { formatErrorReply } from "../../protocol/reply.ts";
import { type Chunk, Session } from "../../protocol/session.ts";
import { type CloseReason, COUNTER } from "../counters.ts";
import { UNREAD_BYTES } from "../limits/buffer-budget.ts";
import type { Entry } from "../sessions/session-record.ts";
import type { Wire } from "../sockets/socket.ts";
import { type Overdue, overdueMessage, type Waiting } from "./deadlines.ts";
import type { Backlog } from "./send-buffer.ts";
import type { Shared } from "./thread-context.ts";

export class Connection implements Waiting {
  activeAt: number;
  lineSince: number | undefined;
  finSince: number | undefined;
  requests = 0;
  errors = 0;
  entry: Entry | undefined;
  /** Replaced while the bytes of the session are written down. */
  wire: Wire;

  readonly #shared: Shared;
  /** Undefined until it has something to read: a silent peer costs none. */
  #session: Session | undefined;
  #backlog: Backlog | undefined;
  #end: CloseReason | undefined;
  #peerHasEnded = false;

  constructor(wire: Wire, shared: Shared) {
    this.wire = wire;
    this.#shared = shared;
    this.activeAt = shared.tick;
  }

  get stalledSince(): number | undefined {
    return this.#backlog?.since;
  }

  /** Why it ended, once the socket is closed. */
  closeReason(wasReset: boolean): CloseReason {
    return this.#end ?? (wasReset ? "reset" : "client-closed");
  }

  receive(chunk: Chunk): void {
    this.activeAt = this.#shared.tick;
    this.#shared.counters.add(COUNTER.bytesReceived, chunk.length);
    if (this.#end !== undefined) return; // QUIT-2, CLOSE-1
    if (this.#backlog === undefined) this.#serve(chunk);
    else this.#keepMore(chunk, this.#backlog);
  }

  /** The peer has sent its FIN (END-1). */
  receiveEnd(): void {
    this.#peerHasEnded = true;
    this.#settle();
  }

  /** The socket takes bytes again. */
  drain(): void {
    if (this.#backlog === undefined) return;
    const { unsent, unread } = this.#backlog;
    this.#release();
    if (this.#send(unsent, unsent.length, unread)) {
      if (unread !== undefined && this.#end === undefined) this.#serve(unread, true);
      else this.#settle();
    }
    if (this.#backlog === undefined && !this.#peerHasEnded) this.resume();
  }

  /** Ends it once everything that was asked is answered and taken. */
  startDraining(): void {
    this.#shared.isDraining = true;
    this.#settle();
  }

  endOverdue(overdue: Overdue): void {
    if (overdue === "lingered") this.wire.end();
    else if (overdue === "stalled") this.#tryStalled();
    else this.endWith(overdue, overdueMessage(overdue, this.#shared.settings.limits));
  }

  /** LIMIT-4. Epoll tells of room when a third of the kernel's memory is free; a slow reader may have made less. */
  #tryStalled(): void {
    const waiting = this.#backlog?.bytes;
    this.drain();
    if (this.#backlog !== undefined && this.#backlog.bytes === waiting) this.cut("stalled");
  }

  /** Closes at once, whatever was left to send. */
  cut(reason: CloseReason): void {
    this.#end ??= reason;
    this.finSince ??= this.#shared.tick;
    this.wire.terminate();
  }

  /** Reads the socket again. While it was not read the peer was not waited for. */
  protected resume(): void {
    this.activeAt = this.#shared.tick;
    if (this.lineSince !== undefined) this.lineSince = this.#shared.tick;
    this.wire.resume();
  }

  /** Forgets what waits, for the socket is closed. */
  letGo(): void {
    this.#release();
  }

  #release(): void {
    if (this.#backlog === undefined) return;
    this.#shared.kept.giveBack(this.#backlog.bytes);
    this.#backlog = undefined;
  }

  #keep(unsent: Uint8Array, unread: Chunk | undefined, since: number): void {
    const bytes = unsent.length + (unread?.length ?? 0);
    const { kept } = this.#shared;
    kept.giveBack(this.#backlog?.bytes ?? 0);
    this.#backlog = kept.take(bytes) ? { unsent, unread, bytes, since } : undefined;
    if (this.#backlog === undefined) this.cut("too-much-kept"); // LIMIT-5
  }

  /** @param isOurs whether the chunk may be kept as it is; the runtime's own is used again by it */
  #serve(chunk: Chunk, isOurs = false): void {
    const { answer, counters, replies, settings } = this.#shared;
    this.#session ??= new Session(settings);
    const reply = replies.at(Date.now());
    let from = 0;
    while (from < chunk.length) {
      this.#session.receive(chunk, from, reply, answer);
      from = answer.consumed;
      if (replies.isRefusal(reply)) this.errors += answer.time;
      else this.requests += answer.time;
      counters.add(replies.counterOf(reply), answer.time);
      this.errors += answer.unknown + answer.bareLf;
      if (answer.unknown > 0) counters.add(COUNTER.unknown, answer.unknown);
      if (answer.bareLf > 0) counters.add(COUNTER.bareLf, answer.bareLf);
      if (answer.unknown + answer.bareLf > 0) this.entry?.refused(answer);
      if (answer.end !== undefined) this.#noteEnd(answer.end);
      if (!this.#session.isInLine) this.lineSince = undefined;
      else if (answer.lines > 0) this.lineSince = this.#shared.tick;
      else this.lineSince ??= this.#shared.tick;
      if (answer.length === 0 || this.#send(answer.bytes, answer.length)) continue;
      if (from < chunk.length) this.#keepBehind(chunk.subarray(from), isOurs);
      break;
    }
    this.#settle();
  }

  /** It was on its way when the socket was paused. */
  #keepMore(chunk: Chunk, { unsent, unread, since }: Backlog): void {
    if ((unread?.length ?? 0) + chunk.length > UNREAD_BYTES) this.cut("reset");
    else {
      const all = unread === undefined ? Buffer.from(chunk) : Buffer.concat([unread, chunk]);
      this.#keep(unsent, all as Chunk, since);
    }
  }

  /** What was read waits behind the replies that were not taken. */
  #keepBehind(rest: Uint8Array, isOurs: boolean): void {
    if (this.#backlog === undefined) return; // it was cut
    this.#keep(this.#backlog.unsent, (isOurs ? rest : Buffer.from(rest)) as Chunk, this.#backlog.since);
  }

  #noteEnd(end: SessionEnd): void {
    this.#end = end;
    if (end !== "quit") this.errors++;
  }

  /** Tells why, and ends it. Not where replies wait that the peer has not taken: it would stand amid them. */
  endWith(reason: CloseReason, message: string): void {
    this.#end = reason;
    if (reason !== "no-longer-allowed") this.errors++; // that is no mistake of the peer's
    const line = formatErrorReply(message);
    if (this.#send(line, line.length)) this.#settle();
  }

  /** False when not all was taken: the rest is kept, and the socket not read until it drains. */
  #send(bytes: Uint8Array, length: number, unread?: Chunk): boolean {
    const taken = Math.max(0, this.wire.write(bytes, 0, length));
    this.#shared.counters.add(COUNTER.bytesSent, taken);
    if (taken === length) return true;
    this.wire.pause();
    this.#keep(bytes.slice(taken, length), unread, this.#shared.tick);
    return false;
  }

  /** Where all is read and sent, closes if there is a reason to. */
  #settle(): void {
    if (this.#backlog !== undefined || this.finSince !== undefined) return;
    if (this.#end === undefined && this.#shared.isDraining) this.#end = "drained";
    if (this.#peerHasEnded) this.wire.end();
    else if (this.#end !== undefined) {
      this.finSince = this.#shared.tick;
      this.wire.shutdown();
    }
  }
}
