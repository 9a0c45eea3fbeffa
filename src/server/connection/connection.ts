/** One socket and its session: passes on what it reads, sends the answers, obeys backpressure, closes in order. */
import { formatErrorReply } from "../../protocol/reply.ts";
import { REFUSED_LINES } from "../../protocol/request.ts";
import { type Chunk, Session } from "../../protocol/session.ts";
import { type CloseReason, COUNTER } from "../counters.ts";
import { UNREAD_BYTES } from "../limits/buffer-budget.ts";
import type { Socket } from "../sockets/sockets.ts";
import { type Overdue, overdueMessage, type Waiting } from "./deadlines.ts";
import { joinUnread, replaceBuffer, type SendBuffer } from "./send-buffer.ts";
import { type SessionObserver, UNOBSERVED } from "./session-observer.ts";
import type { ThreadContext } from "./thread-context.ts";

export class Connection implements Waiting {
  activeAt: number;
  lineSince: number | undefined;
  finSince: number | undefined;
  requests = 0;
  errors = 0;
  observer: SessionObserver = UNOBSERVED;

  protected readonly socket: Socket;
  protected readonly context: ThreadContext;
  /** Undefined until the first byte: a silent client costs none. */
  #session: Session | undefined;
  #sendBuffer: SendBuffer | undefined;
  #end: CloseReason | undefined;
  #peerHasEnded = false;

  constructor(socket: Socket, context: ThreadContext) {
    this.socket = socket;
    this.context = context;
    this.activeAt = context.now;
  }

  get stalledSince(): number | undefined {
    return this.#sendBuffer?.since;
  }

  closeReason(wasReset: boolean): CloseReason {
    return this.#end ?? (wasReset ? "reset" : "client-closed");
  }

  receive(chunk: Chunk): void {
    this.observer.received(chunk);
    this.process(chunk);
  }

  /** The peer has sent its FIN (END-1). */
  receiveEnd(): void {
    this.observer.clientFin();
    this.processEnd();
  }

  protected process(chunk: Chunk): void {
    this.activeAt = this.context.now;
    this.context.counters.add(COUNTER.bytesReceived, chunk.length);
    if (this.#end !== undefined) return; // QUIT-2, CLOSE-1
    if (this.#sendBuffer === undefined) this.#answer(chunk);
    else if ((this.#sendBuffer.unread?.length ?? 0) + chunk.length > UNREAD_BYTES) this.cut("reset");
    else this.#bufferUnread(chunk); // it was already on its way when the socket was paused
  }

  protected processEnd(): void {
    this.#peerHasEnded = true;
    this.#settle();
  }

  /** The socket has room in its send buffer again. */
  onWritable(): void {
    if (this.#sendBuffer === undefined) return;
    const { unsent, unread, since } = this.#sendBuffer;
    this.#release();
    if (!this.#send(unsent, unsent.length, unread, since)) return;
    if (unread !== undefined && this.#end === undefined) this.#answer(unread, true);
    else this.#settle();
    if (this.#sendBuffer === undefined && !this.#peerHasEnded) this.resume();
  }

  /** The thread drains: ends the session once every request is answered and the replies are sent. */
  shutDown(): void {
    this.#settle();
  }

  endOverdue(overdue: Overdue): void {
    if (overdue === "lingered") this.#close();
    else if (overdue === "stalled") this.#retryStalled();
    else this.endWithError(overdue, overdueMessage(overdue, this.context.settings.limits));
  }

  /** LIMIT-4. EPOLLOUT fires only when a third of the send buffer is free; a slow reader may have freed less. */
  #retryStalled(): void {
    const waiting = this.#sendBuffer?.bytes;
    this.onWritable();
    if (this.#sendBuffer !== undefined && this.#sendBuffer.bytes === waiting) this.cut("stalled");
  }

  /** Closes at once with a reset, whatever was left to send. */
  cut(reason: CloseReason): void {
    this.#end ??= reason;
    this.finSince ??= this.context.now;
    this.observer.serverClose("reset");
    this.socket.terminate();
  }

  /** Sends an ERROR line with the reason, then a FIN. Not while replies are unsent: it would appear between replies. */
  endWithError(reason: CloseReason, message: string): void {
    this.#end = reason;
    if (reason !== "no-longer-allowed") this.errors++; // not the peer's mistake
    const line = formatErrorReply(message);
    if (this.#send(line, line.length)) this.#settle();
  }

  onClose(): void {
    this.#release();
  }

  #release(): void {
    if (this.#sendBuffer === undefined) return;
    this.context.buffers.giveBack(this.#sendBuffer.bytes);
    this.#sendBuffer = undefined;
  }

  #close(): void {
    this.observer.serverClose("fin");
    this.socket.end();
  }

  /** Reads the socket again. The time in which it was not read counts against no deadline. */
  protected resume(): void {
    this.activeAt = this.context.now;
    if (this.lineSince !== undefined) this.lineSince = this.context.now;
    this.socket.resume();
  }

  /** @param isOwned whether the chunk may be kept as it is; the runtime reuses the memory of its own */
  #answer(chunk: Chunk, isOwned = false): void {
    const { answer, counters, timeReply, settings } = this.context;
    this.#session ??= new Session(settings);
    const reply = timeReply.at(this.context.wallNow);
    let from = 0;
    while (from < chunk.length) {
      this.#session.receive(chunk, from, reply, answer);
      from = answer.consumed;
      if (timeReply.isRefusal(reply)) this.errors += answer.time;
      else this.requests += answer.time;
      counters.add(timeReply.counterOf(reply), answer.time);
      if (answer.refused > 0) {
        this.errors += answer.refused;
        for (const kind of REFUSED_LINES) counters.add(COUNTER[kind], answer.refusedOf(kind));
        this.observer.refused(answer);
      }
      if (answer.end !== undefined) this.#end = answer.end;
      if (answer.end !== undefined && answer.end !== "quit") this.errors++;
      if (!this.#session.isInLine) this.lineSince = undefined;
      else if (answer.lines > 0) this.lineSince = this.context.now;
      else this.lineSince ??= this.context.now;
      if (answer.length === 0 || this.#send(answer.bytes, answer.length)) continue;
      if (from < chunk.length) this.#bufferUnread(chunk.subarray(from), isOwned);
      break;
    }
    this.#settle();
  }

  /** False if the socket took only a part: the rest is buffered, and the socket not read until that is sent. */
  #send(bytes: Uint8Array, length: number, unread?: Chunk, stalledSince?: number): boolean {
    const taken = Math.max(0, this.socket.write(bytes, 0, length));
    this.context.counters.add(COUNTER.bytesSent, taken);
    if (taken > 0) this.observer.sent(bytes, taken);
    if (taken === length) return true;
    this.socket.pause();
    if (taken === 0 && stalledSince !== undefined) this.#buffer(bytes, unread, stalledSince);
    else this.#buffer(bytes.slice(taken, length), unread, this.context.now);
    return false;
  }

  #buffer(unsent: Uint8Array, unread: Chunk | undefined, since: number): void {
    this.#sendBuffer = replaceBuffer(this.context.buffers, this.#sendBuffer, { unsent, unread, since });
    if (this.#sendBuffer === undefined) this.cut("buffer-limit"); // LIMIT-5
  }

  /** What was read and not answered waits after the unsent replies. @param isOwned as for `#answer` */
  #bufferUnread(chunk: Uint8Array, isOwned = false): void {
    if (this.#sendBuffer === undefined) return; // it was cut
    const { unsent, unread, since } = this.#sendBuffer;
    this.#buffer(unsent, joinUnread(unread, chunk, isOwned), since);
  }

  /** Once everything is read and sent, closes if there is a reason to. */
  #settle(): void {
    if (this.#sendBuffer !== undefined || this.finSince !== undefined) return;
    if (this.context.isDraining) this.#end ??= "drained";
    if (this.#peerHasEnded) this.#close();
    else if (this.#end !== undefined) {
      this.finSince = this.context.now;
      this.observer.serverFin();
      this.socket.shutdown();
    }
  }
}
