/** Bytes → lines: where a line ends, and the start of an unfinished one. Does not read the line. */
import { copyBytes } from "./copy.ts";
import { LINE_BYTES } from "./limits.ts";

const LF = 10;
const FIRST_CAPACITY = 64;

/** The index of the next LF at or after `from` (FRAME-1), or -1. */
export function findLf(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === LF) return at;
  return -1;
}

/** The bytes of a line that has begun and not ended (FRAME-2); at most LINE_BYTES of them. */
export class UnfinishedLine {
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;

  /** Appends `chunk[from, to)`. The caller has checked that the line stays within LINE_BYTES. */
  append(chunk: Uint8Array, from: number, to: number): void {
    const length = this.length + to - from;
    if (length > this.bytes.length) this.#grow(length);
    copyBytes(chunk, from, to, this.bytes, this.length);
    this.length = length;
  }

  #grow(needed: number): void {
    let capacity = Math.max(FIRST_CAPACITY, this.bytes.length);
    while (capacity < needed) capacity *= 2;
    const larger = new Uint8Array(Math.min(capacity, LINE_BYTES));
    copyBytes(this.bytes, 0, this.length, larger, 0);
    this.bytes = larger;
  }
}
