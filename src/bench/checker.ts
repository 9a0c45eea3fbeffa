/** Checks every reply: format, count, and that its second lies between its request and its arrival. No socket. */
import { RepeatedReply } from "../protocol/repeated-reply.ts";
import { formatTimeReply } from "../protocol/reply.ts";
import type { Chunk } from "../protocol/session.ts";
import type { Conversation } from "./conversation.ts";
import type { ErrorKind } from "./errors.ts";
import {
  DAY_SECONDS,
  formatSecond,
  mod,
  parseReplySecond,
  REPLY_BYTES,
  secondsAfter,
  zoneOffset,
} from "./reply-second.ts";
import type { WallClock } from "./wall-clock.ts";

const LF = 10;
const ERROR_START = [..."ERROR "].map((letter) => letter.charCodeAt(0));

/** @param bytes the faulty line is `bytes[from, to)` */
export type EmitError = (kind: ErrorKind, bytes: Uint8Array, from: number, to: number) => void;

export class Checker {
  readonly #wall: WallClock;
  readonly #toleranceMs: number;
  readonly #emit: EmitError;
  readonly #expected = new RepeatedReply();
  /** The Unix second whose reply `#expected` repeats. */
  #expectedSecond = -1;
  #zoneOffset: number | undefined;
  /** Lines of the last `receive`, requested or not. */
  lines = 0;
  /** Those of them that were right. */
  right = 0;

  constructor(wall: WallClock, toleranceMs: number, emit: EmitError) {
    this.#wall = wall;
    this.#toleranceMs = toleranceMs;
    this.#emit = emit;
  }

  /** The server's zone in seconds east of UTC, known from the first reply on. */
  get zoneOffsetSeconds(): number | undefined {
    return this.#zoneOffset;
  }

  /** Reads a chunk that arrived at `now`. Allocates nothing for a chunk that contains only right replies. */
  receive(chunk: Chunk, conversation: Conversation, now: number): void {
    this.lines = 0;
    this.right = 0;
    const from = conversation.heldLength === 0 ? this.#readRepeated(chunk, 0, conversation, now) : 0;
    if (from < chunk.length) this.#readLines(chunk, from, conversation, now);
  }

  /** Compares the start of the chunk with right replies of this second, all at once. @returns where they end */
  #readRepeated(chunk: Chunk, from: number, conversation: Conversation, now: number): number {
    const count = Math.min(Math.floor((chunk.length - from) / REPLY_BYTES), conversation.outstanding);
    const second = Math.floor(this.#wall.wallAt(now) / 1000);
    if (count === 0 || this.#zoneOffset === undefined) return from;
    if (second !== this.#expectedSecond) this.#expect(second);
    const end = from + count * REPLY_BYTES;
    if (!isSame(this.#expected.repeated(count), chunk, from, end)) return from;
    conversation.outstanding -= count;
    conversation.lastSecond = second % DAY_SECONDS;
    this.lines += count;
    this.right += count;
    return end;
  }

  #expect(second: number): void {
    this.#expectedSecond = second;
    this.#expected.set(formatTimeReply(formatSecond(mod(second + (this.#zoneOffset ?? 0)))));
  }

  #readLines(chunk: Uint8Array, start: number, conversation: Conversation, now: number): void {
    let from = start;
    while (from < chunk.length) {
      const lf = chunk.indexOf(LF, from);
      const end = lf < 0 ? chunk.length : lf + 1;
      if (conversation.heldLength === 0 && lf >= 0) {
        this.#readLine(chunk, from, end, conversation, now);
      } else {
        conversation.hold(chunk, from, end);
        if (lf >= 0) {
          this.#readLine(conversation.held, 0, conversation.heldLength, conversation, now);
          conversation.heldLength = 0;
        }
      }
      from = end;
    }
  }

  #readLine(bytes: Uint8Array, from: number, to: number, conversation: Conversation, now: number): void {
    this.lines++;
    if (conversation.outstanding === 0) {
      this.#emit("unasked", bytes, from, to);
      return;
    }
    conversation.outstanding--;
    const fault = this.#findError(bytes, from, to, conversation, now);
    if (fault === undefined) this.right++;
    else this.#emit(fault, bytes, from, to);
  }

  #findError(
    bytes: Uint8Array,
    from: number,
    to: number,
    conversation: Conversation,
    now: number,
  ): ErrorKind | undefined {
    const shown = to - from === REPLY_BYTES ? parseReplySecond(bytes, from) : -1;
    if (shown < 0) {
      return ERROR_START.every((letter, at) => bytes[from + at] === letter) ? "error-reply" : "format";
    }
    const earliest = Math.floor((this.#wall.wallAt(conversation.sentAt) - this.#toleranceMs) / 1000);
    const latest = Math.floor((this.#wall.wallAt(now) + this.#toleranceMs) / 1000);
    this.#zoneOffset ??= zoneOffset(shown, latest);
    const second = mod(shown - this.#zoneOffset);
    const afterLatest = secondsAfter(second, mod(latest));
    if (afterLatest > 0) return "newer";
    if (afterLatest < earliest - latest) return "older";
    const previous = conversation.lastSecond;
    if (previous >= 0 && secondsAfter(second, previous) < 0) return "backwards";
    conversation.lastSecond = second;
    return undefined;
  }
}

/** Up to this many bytes are compared here: a call into the runtime costs more. */
const FEW_BYTES = 2 * REPLY_BYTES;

/** Whether `bytes[from, to)` begin as `expected`. */
function isSame(expected: Uint8Array, bytes: Chunk, from: number, to: number): boolean {
  if (to - from > FEW_BYTES) return bytes.compare(expected, 0, to - from, from, to) === 0;
  for (let at = from; at < to; at++) if (bytes[at] !== expected[at - from]) return false;
  return true;
}
