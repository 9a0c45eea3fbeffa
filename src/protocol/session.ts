/** One session: a chunk and this second's reply in; bytes to send, and whether to close, out. No socket, no clock. */
import type { Answer, SessionEnd } from "./answer.ts";
import { FOREIGN_NAMES, foreignByLine, foreignByPrefix } from "./foreign.ts";
import { findLf, UnfinishedLine } from "./framing.ts";
import { LINE_BYTES } from "./limits.ts";
import type { RepeatedReply } from "./repeated-reply.ts";
import { formatErrorReply } from "./reply.ts";
import { isRefused, type RefusedLine, readRequest } from "./request.ts";

/** Bytes with a native comparison, such as the runtime's buffers. */
export interface Chunk extends Uint8Array {
  compare(
    target: Uint8Array,
    targetStart: number,
    targetEnd: number,
    sourceStart: number,
    sourceEnd: number,
  ): number;
}

const REQUEST = new TextEncoder().encode("TIME\r\n");
/** The request repeated: one comparison recognises a run of requests. */
const RUN_REQUESTS = 8192;
const RUN = new Uint8Array(REQUEST.length * RUN_REQUESTS);
for (let at = 0; at < RUN.length; at += REQUEST.length) RUN.set(REQUEST, at);

/** Up to this many bytes a loop compares faster than a native call. */
const SHORT = 64;

const REFUSALS = {
  unknown: formatErrorReply("unknown request"), // ERROR-1
  "bare-lf": formatErrorReply("end the line with CR LF (13 10)"), // FRAME-3
  telnet: formatErrorReply("telnet commands in the line: connect in raw mode, not Telnet"), // TELNET-1
  "cr-nul": formatErrorReply("CR NUL (13 0), as telnet sends it: end the line with CR LF (13 10)"), // TELNET-2
  "byte-order-mark": formatErrorReply("byte-order mark before the request: send UTF-8 without it"), // BOM-1
  "wide-characters": formatErrorReply("UTF-16 or UTF-32: send UTF-8, one byte for each letter"), // WIDE-1
  "nul-bytes": formatErrorReply("NUL bytes beside the request: send its length (strlen), not sizeof"), // NUL-1
  "leading-bytes": formatErrorReply("invisible bytes before the request, such as a length: send only text"), // PREFIX-1
  "literal-escapes": formatErrorReply("\\r or \\n as letters: end the line with the bytes CR LF (13 10)"), // ESCAPE-1
} as const satisfies Record<RefusedLine, Uint8Array>;
const END_REPLIES = {
  "line-too-long": formatErrorReply("line too long"), // FRAME-4
  http: foreignReply(FOREIGN_NAMES.http),
  rtsp: foreignReply(FOREIGN_NAMES.rtsp),
  ssh: foreignReply(FOREIGN_NAMES.ssh),
  tls: foreignReply(FOREIGN_NAMES.tls),
  proxy: formatErrorReply("a PROXY header is accepted only if --proxy-from lists the sender"), // PROXY-1
} as const satisfies Record<Exclude<SessionEnd, "quit">, Uint8Array>;

export class Session {
  readonly #lenient: boolean;
  #unfinished: UnfinishedLine | undefined;
  /** Empty lines since the start; undefined once another line came: then no other protocol is looked for. */
  #emptyLines: number | undefined = 0;
  #hasEnded = false;

  constructor(options: { readonly lenient: boolean }) {
    this.#lenient = options.lenient;
  }

  /** Whether a line has begun that has not ended. */
  get isInLine(): boolean {
    return this.#unfinished !== undefined && this.#unfinished.length > 0;
  }

  /**
   * Reads `chunk` from `from` on and fills `answer`. If `answer.consumed` is less than the chunk's length, the answer
   * was full: send it, then call again from there. Allocates nothing for a chunk that holds only time requests.
   */
  receive(chunk: Chunk, from: number, reply: RepeatedReply, answer: Answer): void {
    answer.begin(reply, from);
    if (!this.isInLine) this.#readRun(chunk, answer);
    while (answer.consumed < chunk.length && !this.#hasEnded && answer.room > 0) {
      const wasInLine = this.isInLine;
      this.#readLine(chunk, answer);
      if (wasInLine) this.#readRun(chunk, answer);
    }
    if (this.#hasEnded) answer.consumed = chunk.length; // QUIT-2
    answer.finish();
  }

  /** Reads the rest of the chunk if it consists of time requests only. */
  #readRun(chunk: Chunk, answer: Answer): void {
    if (this.#hasEnded) return;
    const from = answer.consumed;
    const count = Math.min(Math.floor((chunk.length - from) / REQUEST.length), RUN_REQUESTS, answer.room);
    const length = count * REQUEST.length;
    if (count === 0 || !isRun(chunk, from, length)) return;
    answer.addTimes(count);
    answer.lines += count;
    answer.consumed = from + length;
    this.#emptyLines = undefined;
  }

  /** Reads one line, or the part of it that the chunk holds. */
  #readLine(chunk: Chunk, answer: Answer): void {
    const from = answer.consumed;
    const lf = findLf(chunk, from);
    answer.consumed = lf < 0 ? chunk.length : lf + 1;
    const held = this.#unfinished?.length ?? 0;
    const isTooLong = held + answer.consumed - from > LINE_BYTES;
    if (held === 0 && lf >= 0 && !isTooLong) {
      this.#answerLine(chunk, from, lf, answer);
      return;
    }
    this.#unfinished ??= new UnfinishedLine();
    const line = this.#unfinished;
    line.append(chunk, from, isTooLong ? from + LINE_BYTES - held : answer.consumed);
    if (lf >= 0 && !isTooLong) {
      this.#answerLine(line.bytes, 0, line.length - 1, answer);
      line.length = 0;
      return;
    }
    const foreign = this.#emptyLines === 0 ? foreignByPrefix(line.bytes, 0, line.length) : undefined;
    if (foreign !== undefined) this.#end(foreign, answer);
    else if (isTooLong) this.#end("line-too-long", answer);
  }

  /** Answers the whole line `bytes[from, lf]`. */
  #answerLine(bytes: Uint8Array, from: number, lf: number, answer: Answer): void {
    const request = readRequest(bytes, from, lf, this.#lenient);
    answer.lines++;
    const foreign = isRefused(request) ? foreignByLine(bytes, from, lf, this.#emptyLines) : undefined;
    if (request !== "empty") this.#emptyLines = undefined;
    else if (this.#emptyLines !== undefined) this.#emptyLines++;
    if (foreign !== undefined) {
      this.#end(foreign, answer);
      return;
    }
    switch (request) {
      case "time":
        answer.addTimes(1);
        break;
      case "quit":
        this.#end("quit", answer);
        break;
      case "empty":
        break;
      default:
        answer.addRefused(request, REFUSALS[request]);
    }
  }

  #end(end: SessionEnd, answer: Answer): void {
    this.#hasEnded = true;
    answer.end = end;
    if (end !== "quit") answer.addLine(END_REPLIES[end]);
  }
}

/** Whether `chunk[from, from + length)` is the request repeated. */
function isRun(chunk: Chunk, from: number, length: number): boolean {
  if (length > SHORT) return chunk.compare(RUN, 0, length, from, from + length) === 0;
  for (let at = 0; at < length; at++) if (chunk[from + at] !== RUN[at]) return false;
  return true;
}

function foreignReply(name: string): Uint8Array {
  return formatErrorReply(`this is a time server, not ${name}`);
}
