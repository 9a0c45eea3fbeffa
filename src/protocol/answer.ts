/** A session's answer to one chunk: bytes to send, how much was read, whether to close. */
import { copyBytes } from "./copy.ts";
import type { Foreign } from "./foreign.ts";
import type { RepeatedReply } from "./repeated-reply.ts";
import { REFUSED_LINES, type RefusedLine } from "./request.ts";

/** Why a session itself ends the conversation. */
export type SessionEnd = "quit" | "line-too-long" | Foreign;

/** An answer of this many bytes is full; further requests of the chunk wait for the next answer. */
export const ANSWER_BYTES = 65_536;

/** The most bytes of one reply line: an answer that is not full has room for any one more. */
export const REPLY_BYTES = 1024;

/**
 * Made once per thread and reused for every chunk: answering allocates nothing. As long as it holds only time replies,
 * they are only counted, and `bytes` is the repeated reply itself.
 */
export class Answer {
  /** To be sent: `bytes[0, length)`. */
  bytes: Uint8Array;
  length = 0;
  /** How far the chunk was read; the rest waits until this answer is sent. */
  consumed = 0;
  end: SessionEnd | undefined;
  /** Lines that ended within what was read, answered or not. */
  lines = 0;
  /** Time requests in this answer. */
  time = 0;
  /** Lines in this answer that are not served. */
  refused = 0;
  /** Those of each kind, in the order of REFUSED_LINES. */
  readonly #refusedBy = new Uint32Array(REFUSED_LINES.length);

  readonly #mixed = new Uint8Array(ANSWER_BYTES + REPLY_BYTES);
  #mixedLength = 0;
  #uncopied = 0;
  #reply: RepeatedReply;

  constructor(reply: RepeatedReply) {
    this.#reply = reply;
    this.bytes = this.#mixed;
  }

  /** Starts over, for a chunk to which time requests are answered with `reply`. */
  begin(reply: RepeatedReply, from: number): void {
    this.#reply = reply;
    this.#mixedLength = 0;
    this.#uncopied = 0;
    this.consumed = from;
    this.end = undefined;
    this.lines = 0;
    this.time = 0;
    if (this.refused > 0) {
      this.refused = 0;
      this.#refusedBy.fill(0);
    }
  }

  /** How many more time replies fit; 0 if it is full. */
  get room(): number {
    const used = this.#mixedLength + this.#uncopied * this.#reply.size;
    return Math.max(0, Math.ceil((ANSWER_BYTES - used) / this.#reply.size));
  }

  /** Adds `count` time replies; the caller has checked `room`, as for `addLine`. */
  addTimes(count: number): void {
    this.time += count;
    this.#uncopied += count;
  }

  addLine(line: Uint8Array): void {
    this.#copyTimes();
    this.#copy(line, line.length);
  }

  /** Adds the ERROR line of a line that is not served. */
  addRefused(kind: RefusedLine, line: Uint8Array): void {
    const index = REFUSED_LINES.indexOf(kind);
    this.refused++;
    this.#refusedBy[index] = (this.#refusedBy[index] as number) + 1;
    this.addLine(line);
  }

  refusedOf(kind: RefusedLine): number {
    return this.#refusedBy[REFUSED_LINES.indexOf(kind)] as number;
  }

  /** Makes `bytes` and `length` valid, until the next `begin`. */
  finish(): void {
    if (this.#mixedLength === 0) {
      this.length = this.#uncopied * this.#reply.size;
      this.bytes = this.#uncopied === 0 ? this.#mixed : this.#reply.repeated(this.#uncopied);
      return;
    }
    this.#copyTimes();
    this.bytes = this.#mixed;
    this.length = this.#mixedLength;
  }

  #copyTimes(): void {
    if (this.#uncopied === 0) return;
    this.#copy(this.#reply.repeated(this.#uncopied), this.#uncopied * this.#reply.size);
    this.#uncopied = 0;
  }

  #copy(source: Uint8Array, length: number): void {
    copyBytes(source, 0, length, this.#mixed, this.#mixedLength);
    this.#mixedLength += length;
  }
}
