/** The first bytes of a session in both directions, chunk by chunk. Its memory is made once: writing makes nothing. */
import { copyBytes } from "../../protocol/copy.ts";
import type { RecordedChunk } from "./rows.ts";

/** Bytes kept of a session, both directions together. */
export const TRANSCRIPT_BYTES = 4096;
/** Chunks kept of a session; a client that sends byte by byte is seen to do so. */
const CHUNKS = 64;
/** Each direction also ends. */
const MARKS = CHUNKS + 2;

const FROM = ["client", "server"] as const;
const WHAT = ["bytes", "fin", "reset"] as const;
type From = RecordedChunk["from"];
type What = RecordedChunk["what"];

/** Of each mark: when, who, what, how many bytes there were, how many are kept. */
const FIELDS = 5;

export class Transcript {
  /** Which record it is, over all threads; see BooksMemory. */
  record = 0;
  bytesLeftOut = 0;
  readonly #bytes = new Uint8Array(TRANSCRIPT_BYTES);
  readonly #marks = new Float64Array(MARKS * FIELDS);
  #used = 0;
  #count = 0;
  #chunks = 0;
  #clientEnded = false;
  #serverEnded = false;

  /** Forgets all, and serves for another session. */
  begin(record: number): void {
    this.record = record;
    this.bytesLeftOut = 0;
    this.#used = 0;
    this.#count = 0;
    this.#chunks = 0;
    this.#clientEnded = false;
    this.#serverEnded = false;
  }

  received(chunk: Uint8Array): void {
    this.#add("client", chunk, 0, chunk.length);
  }

  sent(bytes: Uint8Array, from: number, to: number): void {
    this.#add("server", bytes, from, to);
  }

  /** The server closed the socket: what the client does from then on it does not see. */
  closed(what: Exclude<What, "bytes">): void {
    this.ended("server", what);
    this.#clientEnded = true;
  }

  /** A direction ends once; what is said of it later is nothing new. */
  ended(from: From, what: Exclude<What, "bytes">): void {
    if (from === "client" ? this.#clientEnded : this.#serverEnded) return;
    if (from === "client") this.#clientEnded = true;
    else this.#serverEnded = true;
    this.#mark(from, what, 0, 0);
  }

  exchanges(): readonly RecordedChunk[] {
    let at = 0;
    return Array.from({ length: this.#count }, (_, index) => {
      const [when = 0, from = 0, what = 0, length = 0, kept = 0] = this.#marks.subarray(index * FIELDS);
      const hex = this.#bytes.subarray(at, at + kept).toHex();
      at += kept;
      return { at: when, from: FROM[from] as From, what: WHAT[what] as What, hex, length };
    });
  }

  #add(from: From, bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const kept = this.#chunks < CHUNKS ? Math.min(length, TRANSCRIPT_BYTES - this.#used) : 0;
    this.bytesLeftOut += length - kept;
    if (kept === 0) return;
    copyBytes(bytes, start, start + kept, this.#bytes, this.#used);
    this.#used += kept;
    this.#chunks++;
    this.#mark(from, "bytes", length, kept);
  }

  #mark(from: From, what: What, length: number, kept: number): void {
    const place = this.#count * FIELDS;
    // To the microsecond, so that what came in one millisecond is told apart; Date.now() has whole ones.
    this.#marks[place] = Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
    this.#marks[place + 1] = FROM.indexOf(from);
    this.#marks[place + 2] = WHAT.indexOf(what);
    this.#marks[place + 3] = length;
    this.#marks[place + 4] = kept;
    this.#count++;
  }
}
