/** The first bytes of a session in both directions, chunk by chunk. Recording allocates nothing. */
import { copyBytes } from "../../protocol/copy.ts";
import type { RecordedChunk } from "./rows.ts";

/** Bytes kept of a session, both directions together. */
export const TRANSCRIPT_BYTES = 4096;
/** Chunks kept of a session; enough to show a client that sends byte by byte. */
const CHUNKS = 64;
/** Each direction also ends. */
const MARKS = CHUNKS + 2;

const FROM = ["client", "server"] as const;
const WHAT = ["bytes", "fin", "reset"] as const;
type From = RecordedChunk["from"];
type What = RecordedChunk["what"];

/** Of each mark: time, sender, kind, bytes there were, bytes kept. */
const FIELDS = 5;

export class Transcript {
  /** Its number over all threads; see SessionsMemory. */
  record = 0;
  bytesDropped = 0;
  readonly #bytes = new Uint8Array(TRANSCRIPT_BYTES);
  readonly #marks = new Float64Array(MARKS * FIELDS);
  #used = 0;
  #count = 0;
  #chunkCount = 0;
  #clientEnded = false;
  #serverEnded = false;

  /** Starts over, for another session. */
  begin(record: number): void {
    this.record = record;
    this.bytesDropped = 0;
    this.#used = 0;
    this.#count = 0;
    this.#chunkCount = 0;
    this.#clientEnded = false;
    this.#serverEnded = false;
  }

  received(chunk: Uint8Array): void {
    this.#add("client", chunk, 0, chunk.length);
  }

  sent(bytes: Uint8Array, from: number, to: number): void {
    this.#add("server", bytes, from, to);
  }

  /** The server closed the socket: what the client does from then on is not seen. */
  closed(what: Exclude<What, "bytes">): void {
    this.ended("server", what);
    this.#clientEnded = true;
  }

  /** A direction ends once; later reports are ignored. */
  ended(from: From, what: Exclude<What, "bytes">): void {
    if (from === "client" ? this.#clientEnded : this.#serverEnded) return;
    if (from === "client") this.#clientEnded = true;
    else this.#serverEnded = true;
    this.#mark(from, what, 0, 0);
  }

  chunks(): readonly RecordedChunk[] {
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
    const kept = this.#chunkCount < CHUNKS ? Math.min(length, TRANSCRIPT_BYTES - this.#used) : 0;
    this.bytesDropped += length - kept;
    if (kept === 0) return;
    copyBytes(bytes, start, start + kept, this.#bytes, this.#used);
    this.#used += kept;
    this.#chunkCount++;
    this.#mark(from, "bytes", length, kept);
  }

  #mark(from: From, what: What, length: number, kept: number): void {
    const offset = this.#count * FIELDS;
    // To the microsecond, to keep apart what came within one millisecond; Date.now() has whole ones.
    this.#marks[offset] = Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
    this.#marks[offset + 1] = FROM.indexOf(from);
    this.#marks[offset + 2] = WHAT.indexOf(what);
    this.#marks[offset + 3] = length;
    this.#marks[offset + 4] = kept;
    this.#count++;
  }
}
