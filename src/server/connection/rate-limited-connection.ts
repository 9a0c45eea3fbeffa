/** A connection whose address has a request rate (LIMIT-8): requests beyond it wait for tokens. */
import type { Chunk } from "../../protocol/session.ts";
import { type CloseReason, COUNTER } from "../counters.ts";
import { type AddressKey, keyOfPeer } from "../limits/address.ts";
import type { RateLimit } from "../limits/rate-limiter.ts";
import type { Socket } from "../sockets/sockets.ts";
import { Connection } from "./connection.ts";
import type { ThreadContext } from "./thread-context.ts";

const LF = 10;

/** Lines of a chunk that are counted before tokens are taken: a long chunk takes tokens many times. */
const LINES_AT_ONCE = 1024;

export class RateLimitedConnection extends Connection {
  readonly #rateLimit: RateLimit;
  readonly #key: AddressKey;
  /** What was read and waits; meanwhile the socket is not read. */
  #waiting: Chunk | undefined;
  #from = 0;
  /** Lines that may be answered, already taken from the bucket. */
  #tokens = 0;
  #stopWaiting: (() => void) | undefined;
  /** The peer's FIN came after the requests that wait. */
  #isEndWaiting = false;
  #isUnlimited = false;

  /** @param remoteAddress whose rate it is */
  constructor(socket: Socket, context: ThreadContext, rateLimit: RateLimit, remoteAddress: string) {
    super(socket, context);
    this.#rateLimit = rateLimit;
    this.#key = keyOfPeer(remoteAddress);
  }

  protected override process(chunk: Chunk): void {
    if (this.#isUnlimited || this.finSince !== undefined) super.process(chunk);
    else if (this.#waiting === undefined) this.#pass(chunk, 0);
    else this.#keep(Buffer.concat([this.#waiting.subarray(this.#from), chunk]), 0);
  }

  protected override processEnd(): void {
    if (this.#waiting === undefined) super.processEnd();
    else this.#isEndWaiting = true;
  }

  override onWritable(): void {
    super.onWritable();
    this.#continue();
  }

  /** While the thread drains, no request waits for tokens: what was read is answered. */
  override shutDown(): void {
    this.#isUnlimited = true;
    const rest = this.#waiting?.subarray(this.#from);
    if (rest !== undefined) super.process(rest as Chunk);
    const hadEnded = this.#isEndWaiting;
    this.#finish();
    if (!hadEnded) super.shutDown();
  }

  override endWithError(reason: CloseReason, message: string): void {
    const waited = this.#waiting !== undefined;
    this.#forget();
    if (this.#isEndWaiting) {
      this.cut(reason); // its FIN came after the requests that are now left unanswered
      return;
    }
    super.endWithError(reason, message);
    if (waited) this.resume();
  }

  override onClose(): void {
    super.onClose();
    this.#forget();
  }

  #continue(): void {
    if (this.#waiting === undefined) return;
    if (this.#stopWaiting === undefined) this.#pass(this.#waiting, this.#from);
    else this.socket.pause(); // the replies are sent, and its tokens are not due yet
  }

  /** Processes what may be answered now; the rest waits for tokens, or until the replies are sent. */
  #pass(chunk: Chunk, start: number): void {
    let from = start;
    while (from < chunk.length && this.finSince === undefined && this.stalledSince === undefined) {
      const to = this.#allowedUntil(chunk, from);
      if (to === from) break;
      super.process(chunk.subarray(from, to) as Chunk);
      from = to;
    }
    if (from === chunk.length || this.finSince !== undefined) this.#finish();
    else if (chunk === this.#waiting) this.#keep(chunk, from);
    else this.#keep(Buffer.from(chunk.subarray(from)), 0);
  }

  /** How far the chunk may be answered now; `from` if it has to wait for tokens. */
  #allowedUntil(chunk: Chunk, from: number): number {
    const requested = linesIn(chunk, from, LINES_AT_ONCE);
    if (requested.count === 0) return chunk.length;
    if (this.#tokens === 0) {
      const now = this.#rateLimit.now();
      const { count, at } = this.#rateLimit.limiter.take(this.#key, requested.count, now);
      this.#tokens = count;
      if (at > now) {
        this.#waitFor(at - now);
        return from;
      }
    }
    const allowed = linesIn(chunk, from, Math.min(this.#tokens, requested.count));
    this.#tokens -= allowed.count;
    return allowed.end;
  }

  #waitFor(milliseconds: number): void {
    this.context.counters.add(COUNTER.delayed, 1);
    // Until then the client waits for the server, and no deadline of its own runs.
    this.activeAt = this.context.now + milliseconds;
    if (this.lineSince !== undefined) this.lineSince = this.activeAt;
    this.#stopWaiting = this.#rateLimit.after(milliseconds, () => {
      this.#stopWaiting = undefined;
      this.#continue();
    });
  }

  /** @param chunk a copy: the runtime reuses the memory of its own */
  #keep(chunk: Chunk, from: number): void {
    this.#from = from;
    this.socket.pause();
    if (chunk === this.#waiting) return;
    const { buffers } = this.context;
    buffers.giveBack(this.#waiting?.length ?? 0);
    this.#waiting = buffers.take(chunk.length) ? chunk : undefined;
    if (this.#waiting === undefined) this.cut("buffer-limit"); // LIMIT-5
  }

  /** All is processed, or nothing more will be answered. */
  #finish(): void {
    if (this.#waiting === undefined) return;
    this.#forget();
    if (this.#isEndWaiting) super.processEnd();
    else if (this.stalledSince === undefined) this.resume();
  }

  #forget(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    if (this.#tokens > 0) this.#rateLimit.limiter.giveBack(this.#key, this.#tokens);
    this.#tokens = 0;
    this.context.buffers.giveBack(this.#waiting?.length ?? 0);
    this.#waiting = undefined;
  }
}

/** How many lines end in `chunk` from `from` on, `most` at most, and where the last of them does. */
function linesIn(chunk: Chunk, from: number, most: number): { readonly count: number; readonly end: number } {
  let count = 0;
  let end = from;
  while (count < most) {
    const lf = chunk.indexOf(LF, end);
    if (lf < 0) break;
    end = lf + 1;
    count++;
  }
  return { count, end };
}
