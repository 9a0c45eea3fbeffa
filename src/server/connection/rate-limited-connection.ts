/** A connection whose address may ask only so much a second (LIMIT-8): what it asks beyond waits for its turn. */
import type { Chunk } from "../../protocol/session.ts";
import { type CloseReason, COUNTER } from "../counters.ts";
import type { AddressKey } from "../limits/address.ts";
import { keyOfPeer } from "../limits/admission.ts";
import type { RateLimit } from "../limits/rate-limit.ts";
import type { Socket } from "../sockets/socket.ts";
import { Connection } from "./connection.ts";
import type { ThreadContext } from "./thread-context.ts";

const LF = 10;

/** Lines of a chunk that are looked at before a turn is asked for: a long chunk has many turns. */
const LINES_AT_ONCE = 1024;

export class RateLimitedConnection extends Connection {
  readonly #context: ThreadContext;
  readonly #pace: RateLimit;
  readonly #key: AddressKey;
  /** What was read and waits; meanwhile the socket is not read. */
  #waiting: Chunk | undefined;
  #from = 0;
  /** Lines that may be answered, taken off the budget. */
  #tokens = 0;
  #stopWaiting: (() => void) | undefined;
  #peerHasEnded = false;
  #isFree = false;

  constructor(wire: Socket & { readonly remoteAddress: string }, shared: ThreadContext, pace: RateLimit) {
    super(wire, shared);
    this.#context = shared;
    this.#pace = pace;
    this.#key = keyOfPeer(wire.remoteAddress);
  }

  override receive(chunk: Chunk): void {
    if (this.#isFree || this.finSince !== undefined) super.receive(chunk);
    else if (this.#waiting === undefined) this.#pass(chunk, 0);
    else this.#keep(Buffer.concat([this.#waiting.subarray(this.#from), chunk]), 0);
  }

  override receiveEnd(): void {
    if (this.#waiting === undefined) super.receiveEnd();
    else this.#peerHasEnded = true;
  }

  override onWritable(): void {
    super.onWritable();
    this.#goOn();
  }

  /** At a stop nobody waits for a turn: what was read is answered. */
  override shutDown(): void {
    this.#isFree = true;
    const rest = this.#waiting?.subarray(this.#from);
    if (rest !== undefined) super.receive(rest as Chunk);
    const hadEnded = this.#peerHasEnded;
    this.#finish();
    if (!hadEnded) super.shutDown();
  }

  override endWithError(reason: CloseReason, message: string): void {
    const waited = this.#waiting !== undefined;
    this.#forget();
    if (this.#peerHasEnded) {
      this.cut(reason); // its FIN waited behind what is now left unanswered
      return;
    }
    super.endWithError(reason, message);
    if (waited) this.resume();
  }

  override onClose(): void {
    super.onClose();
    this.#forget();
  }

  #goOn(): void {
    if (this.#waiting === undefined) return;
    if (this.#stopWaiting === undefined) this.#pass(this.#waiting, this.#from);
    else this.socket.pause(); // the replies are gone, and its turn has not come
  }

  /** Hands over what may be answered; the rest waits, for its turn or until the replies are taken. */
  #pass(chunk: Chunk, start: number): void {
    let from = start;
    while (from < chunk.length && this.finSince === undefined && this.stalledSince === undefined) {
      const to = this.#turn(chunk, from);
      if (to === from) break;
      super.receive(chunk.subarray(from, to) as Chunk);
      from = to;
    }
    if (from === chunk.length || this.finSince !== undefined) this.#finish();
    else if (chunk === this.#waiting) this.#keep(chunk, from);
    else this.#keep(Buffer.from(chunk.subarray(from)), 0);
  }

  /** How far the chunk may be answered now; `from` where its turn is yet to come. */
  #turn(chunk: Chunk, from: number): number {
    const asked = linesIn(chunk, from, LINES_AT_ONCE);
    if (asked.count === 0) return chunk.length;
    if (this.#tokens === 0) {
      const now = this.#pace.now();
      const { count, at } = this.#pace.budget.take(this.#key, asked.count, now);
      this.#tokens = count;
      if (at > now) {
        this.#waitFor(at - now);
        return from;
      }
    }
    const passed = linesIn(chunk, from, Math.min(this.#tokens, asked.count));
    this.#tokens -= passed.count;
    return passed.end;
  }

  #waitFor(milliseconds: number): void {
    this.#context.counters.add(COUNTER.delayed, 1);
    // Until then it waits for us, and no deadline of its own runs.
    this.activeAt = this.#context.now + milliseconds;
    if (this.lineSince !== undefined) this.lineSince = this.activeAt;
    this.#stopWaiting = this.#pace.later(milliseconds, () => {
      this.#stopWaiting = undefined;
      this.#goOn();
    });
  }

  /** @param chunk ours: the runtime's own is used again by it */
  #keep(chunk: Chunk, from: number): void {
    this.#from = from;
    this.socket.pause();
    if (chunk === this.#waiting) return;
    const { buffers } = this.#context;
    buffers.giveBack(this.#waiting?.length ?? 0);
    this.#waiting = buffers.take(chunk.length) ? chunk : undefined;
    if (this.#waiting === undefined) this.cut("too-much-kept"); // LIMIT-5
  }

  /** All is handed over, or nothing more will be answered. */
  #finish(): void {
    if (this.#waiting === undefined) return;
    this.#forget();
    if (this.#peerHasEnded) super.receiveEnd();
    else if (this.stalledSince === undefined) this.resume();
  }

  #forget(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    if (this.#tokens > 0) this.#pace.budget.giveBack(this.#key, this.#tokens);
    this.#tokens = 0;
    this.#context.buffers.giveBack(this.#waiting?.length ?? 0);
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
