/** The first bytes of a session in both directions, chunk by chunk. Recording allocates nothing. */
import { copyBytes } from "../../protocol/copy.ts";
import type { RecordedChunk } from "./rows.ts";

/** Bytes kept of the client: a line that is too long, with what came before it. */
export const CLIENT_BYTES = 4096;
/** Bytes kept of the replies: 146 of `JAM hh:mm:ss` CR LF. */
export const REPLY_BYTES = 2048;
/** Chunks kept of each direction; enough to show a client that sends byte by byte. */
const CHUNKS = 64;
/** Each direction also ends. */
const MARKS = 2 * (CHUNKS + 1);

const FROM = ["client", "server"] as const;
const WHAT = ["bytes", "fin", "reset"] as const;
type From = RecordedChunk["from"];
type What = RecordedChunk["what"];

/** Of each mark: time, sender, kind, bytes there were, bytes kept. */
const FIELDS = 5;

/** The bytes of one direction. Each has its own space, so that the reply to what filled a record is in it. */
class Direction {
  bytesDropped = 0;
  hasEnded = false;
  readonly #bytes: Uint8Array;
  #used = 0;
  #chunks = 0;

  constructor(most: number) {
    this.#bytes = new Uint8Array(most);
  }

  begin(): void {
    this.bytesDropped = 0;
    this.hasEnded = false;
    this.#used = 0;
    this.#chunks = 0;
  }

  /** @returns how many bytes of the chunk were kept */
  add(bytes: Uint8Array, length: number): number {
    const kept = this.#chunks < CHUNKS ? Math.min(length, this.#bytes.length - this.#used) : 0;
    this.bytesDropped += length - kept;
    if (kept === 0) return 0;
    copyBytes(bytes, 0, kept, this.#bytes, this.#used);
    this.#used += kept;
    this.#chunks++;
    return kept;
  }

  hex(from: number, to: number): string {
    return this.#bytes.subarray(from, to).toHex();
  }
}

export class Transcript {
  /** Its number over all threads; see SessionsMemory. */
  record = 0;
  /** Milliseconds since 1970, to the microsecond, as of the chunks. */
  beganAt = 0;
  readonly client = new Direction(CLIENT_BYTES);
  readonly server = new Direction(REPLY_BYTES);
  readonly #marks = new Float64Array(MARKS * FIELDS);
  #count = 0;

  /** Starts over, for another session. */
  begin(record: number): void {
    this.record = record;
    this.beganAt = microsecond();
    this.client.begin();
    this.server.begin();
    this.#count = 0;
  }

  received(chunk: Uint8Array): void {
    this.#add("client", chunk, chunk.length);
  }

  /** The socket took `bytes[0, length)`. */
  sent(bytes: Uint8Array, length: number): void {
    this.#add("server", bytes, length);
  }

  /** The server closed the socket: what the client does from then on is not seen. */
  closed(what: Exclude<What, "bytes">): void {
    this.ended("server", what);
    this.client.hasEnded = true;
  }

  /** A direction ends once; later reports are ignored. */
  ended(from: From, what: Exclude<What, "bytes">): void {
    if (this[from].hasEnded) return;
    this[from].hasEnded = true;
    this.#mark(from, what, 0, 0);
  }

  chunks(): readonly RecordedChunk[] {
    const read = { client: 0, server: 0 };
    return Array.from({ length: this.#count }, (_, index) => {
      const [at = 0, fromCode = 0, what = 0, length = 0, kept = 0] = this.#marks.subarray(index * FIELDS);
      const from = FROM[fromCode] as From;
      const start = read[from];
      read[from] += kept;
      return { at, from, what: WHAT[what] as What, hex: this[from].hex(start, read[from]), length };
    });
  }

  #add(from: From, bytes: Uint8Array, length: number): void {
    const kept = this[from].add(bytes, length);
    if (kept > 0) this.#mark(from, "bytes", length, kept);
  }

  #mark(from: From, what: What, length: number, kept: number): void {
    const offset = this.#count * FIELDS;
    this.#marks[offset] = microsecond();
    this.#marks[offset + 1] = FROM.indexOf(from);
    this.#marks[offset + 2] = WHAT.indexOf(what);
    this.#marks[offset + 3] = length;
    this.#marks[offset + 4] = kept;
    this.#count++;
  }
}

/** Milliseconds since 1970 with three digits more, to keep apart what came within one; Date.now() has whole ones. */
function microsecond(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
}
