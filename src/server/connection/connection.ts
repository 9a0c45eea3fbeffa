/** One socket and its session: hands over what comes, sends what is answered, obeys backpressure, closes in order. */
import type { SessionEnd } from "../../protocol/answer.ts";
import { formatErrorReply } from "../../protocol/reply.ts";
import { type Chunk, Session } from "../../protocol/session.ts";
import { type CloseReason, COUNTER } from "../counters.ts";
import { UNREAD_BYTES } from "../limits/buffer-budget.ts";
import type { SessionRecord } from "../sessions/session-record.ts";
import type { Socket } from "../sockets/socket.ts";
import { type Overdue, overdueMessage, type Waiting } from "./deadlines.ts";
import type { SendBuffer } from "./send-buffer.ts";
import type { ThreadContext } from "./thread-context.ts";

export class Connection implements Waiting {
  activeAt: number;
  lineSince: number | undefined;
  finSince: number | undefined;
  requests = 0;
  errors = 0;
  entry: SessionRecord | undefined;
  /** Replaced while the bytes of the session are written down. */
  socket: Socket;

  readonly #context: ThreadContext;
  /** Undefined until it has something to read: a silent peer costs none. */
  #session: Session | undefined;
  #sendBuffer: SendBuffer | undefined;
  #end: CloseReason | undefined;
  #peerHasEnded = false;

  constructor(wire: Socket, shared: ThreadContext) {
    this.socket = wire;
    this.#context = shared;
    this.activeAt = shared.now;
  }

  get stalledSince(): number | undefined {
    return this.#sendBuffer?.since;
  }

  /** Why it ended, once the socket is closed. */
  closeReason(wasReset: boolean): CloseReason {
    return this.#end ?? (wasReset ? "reset" : "client-closed");
  }

  receive(chunk: Chunk): void {
    this.activeAt = this.#context.now;
    this.#context.counters.add(COUNTER.bytesReceived, chunk.length);
    if (this.#end !== undefined) return; // QUIT-2, CLOSE-1
    if (this.#sendBuffer === undefined) this.#serve(chunk);
    else this.#keepMore(chunk, this.#sendBuffer);
  }

  /** The peer has sent its FIN (END-1). */
  receiveEnd(): void {
    this.#peerHasEnded = true;
    this.#settle();
  }

  /** The socket takes bytes again. */
  onWritable(): void {
    if (this.#sendBuffer === undefined) return;
    const { unsent, unread } = this.#sendBuffer;
    this.#release();
    if (this.#send(unsent, unsent.length, unread)) {
      if (unread !== undefined && this.#end === undefined) this.#serve(unread, true);
      else this.#settle();
    }
    if (this.#sendBuffer === undefined && !this.#peerHasEnded) this.resume();
  }

  /** Ends it once everything that was asked is answered and taken. */
  shutDown(): void {
    this.#context.isDraining = true;
    this.#settle();
  }

  endOverdue(overdue: Overdue): void {
    if (overdue === "lingered") this.socket.end();
    else if (overdue === "stalled") this.#tryStalled();
    else this.endWithError(overdue, overdueMessage(overdue, this.#context.settings.limits));
  }

  /** LIMIT-4. Epoll tells of room when a third of the kernel's memory is free; a slow reader may have made less. */
  #tryStalled(): void {
    const waiting = this.#sendBuffer?.bytes;
    this.onWritable();
    if (this.#sendBuffer !== undefined && this.#sendBuffer.bytes === waiting) this.cut("stalled");
  }

  /** Closes at once, whatever was left to send. */
  cut(reason: CloseReason): void {
    this.#end ??= reason;
    this.finSince ??= this.#context.now;
    this.socket.terminate();
  }

  /** Reads the socket again. While it was not read the peer was not waited for. */
  protected resume(): void {
    this.activeAt = this.#context.now;
    if (this.lineSince !== undefined) this.lineSince = this.#context.now;
    this.socket.resume();
  }

  /** Forgets what waits, for the socket is closed. */
  onClose(): void {
    this.#release();
  }

  #release(): void {
    if (this.#sendBuffer === undefined) return;
    this.#context.buffers.giveBack(this.#sendBuffer.bytes);
    this.#sendBuffer = undefined;
  }

  #keep(unsent: Uint8Array, unread: Chunk | undefined, since: number): void {
    const bytes = unsent.length + (unread?.length ?? 0);
    const { buffers } = this.#context;
    buffers.giveBack(this.#sendBuffer?.bytes ?? 0);
    this.#sendBuffer = buffers.take(bytes) ? { unsent, unread, bytes, since } : undefined;
    if (this.#sendBuffer === undefined) this.cut("too-much-kept"); // LIMIT-5
  }

  /** @param isOurs whether the chunk may be kept as it is; the runtime's own is used again by it */
  #serve(chunk: Chunk, isOurs = false): void {
    const { answer, counters, timeReply, settings } = this.#context;
    this.#session ??= new Session(settings);
    const reply = timeReply.at(Date.now());
    let from = 0;
    while (from < chunk.length) {
      this.#session.receive(chunk, from, reply, answer);
      from = answer.consumed;
      if (timeReply.isRefusal(reply)) this.errors += answer.time;
      else this.requests += answer.time;
      counters.add(timeReply.counterOf(reply), answer.time);
      this.errors += answer.unknown + answer.bareLf;
      if (answer.unknown > 0) counters.add(COUNTER.unknown, answer.unknown);
      if (answer.bareLf > 0) counters.add(COUNTER["bare-lf"], answer.bareLf);
      if (answer.unknown + answer.bareLf > 0) this.entry?.refused(answer);
      if (answer.end !== undefined) this.#noteEnd(answer.end);
      if (!this.#session.isInLine) this.lineSince = undefined;
      else if (answer.lines > 0) this.lineSince = this.#context.now;
      else this.lineSince ??= this.#context.now;
      if (answer.length === 0 || this.#send(answer.bytes, answer.length)) continue;
      if (from < chunk.length) this.#keepBehind(chunk.subarray(from), isOurs);
      break;
    }
    this.#settle();
  }

  /** It was on its way when the socket was paused. */
  #keepMore(chunk: Chunk, { unsent, unread, since }: SendBuffer): void {
    if ((unread?.length ?? 0) + chunk.length > UNREAD_BYTES) this.cut("reset");
    else {
      const all = unread === undefined ? Buffer.from(chunk) : Buffer.concat([unread, chunk]);
      this.#keep(unsent, all as Chunk, since);
    }
  }

  /** What was read waits behind the replies that were not taken. */
  #keepBehind(rest: Uint8Array, isOurs: boolean): void {
    if (this.#sendBuffer === undefined) return; // it was cut
    this.#keep(this.#sendBuffer.unsent, (isOurs ? rest : Buffer.from(rest)) as Chunk, this.#sendBuffer.since);
  }

  #noteEnd(end: SessionEnd): void {
    this.#end = end;
    if (end !== "quit") this.errors++;
  }

  /** Tells why, and ends it. Not where replies wait that the peer has not taken: it would stand amid them. */
  endWithError(reason: CloseReason, message: string): void {
    this.#end = reason;
    if (reason !== "no-longer-allowed") this.errors++; // that is no mistake of the peer's
    const line = formatErrorReply(message);
    if (this.#send(line, line.length)) this.#settle();
  }

  /** False when not all was taken: the rest is kept, and the socket not read until it drains. */
  #send(bytes: Uint8Array, length: number, unread?: Chunk): boolean {
    const taken = Math.max(0, this.socket.write(bytes, 0, length));
    this.#context.counters.add(COUNTER.bytesSent, taken);
    if (taken === length) return true;
    this.socket.pause();
    this.#keep(bytes.slice(taken, length), unread, this.#context.now);
    return false;
  }

  /** Where all is read and sent, closes if there is a reason to. */
  #settle(): void {
    if (this.#sendBuffer !== undefined || this.finSince !== undefined) return;
    if (this.#end === undefined && this.#context.isDraining) this.#end = "drained";
    if (this.#peerHasEnded) this.socket.end();
    else if (this.#end !== undefined) {
      this.finSince = this.#context.now;
      this.socket.shutdown();
    }
  }
}
