/** The chunks of a client → its lines, how the server read each, and where chunks cut them. */
import { type Foreign, foreignByLine, foreignByPrefix } from "../../../protocol/foreign.ts";
import { findLf } from "../../../protocol/framing.ts";
import { LINE_BYTES } from "../../../protocol/limits.ts";
import { isRefused, type Request, readRequest } from "../../../protocol/request.ts";

export type LineReading =
  | Request
  | Foreign
  | "line-too-long"
  /** It came after the line that ended the session (QUIT-2). */
  | "ignored"
  /** No LF has come yet. */
  | "unfinished"
  /** Earlier bytes were not recorded, so the line cannot be read. */
  | "unread";

/** The part of a line in one chunk, or several equal lines. */
export interface Part {
  readonly bytes: Uint8Array;
  /** The whole line so far; `bytes` may be only its end. */
  readonly line: Uint8Array;
  readonly reading: LineReading;
  readonly continuesLine: boolean;
  readonly endsLine: boolean;
  /** How many equal ones follow one another. */
  readonly count: number;
}

const NOTHING = new Uint8Array(0);

/** Reads a client's chunks with the server's own rules. */
export class LineReader {
  readonly #lenient: boolean;
  #held: Uint8Array = NOTHING;
  /** Empty lines since the start; undefined once another line came. */
  #emptyLines: number | undefined = 0;
  #hasEnded = false;
  #isLost = false;

  constructor(lenient: boolean) {
    this.#lenient = lenient;
  }

  /** A line that has no LF yet. */
  get held(): Uint8Array {
    return this.#hasEnded || this.#isLost ? NOTHING : this.#held;
  }

  /** @param isWhole whether the record holds all of the chunk */
  read(chunk: Uint8Array, isWhole: boolean): readonly Part[] {
    const parts: Part[] = [];
    for (let from = 0; from < chunk.length; ) {
      const lf = findLf(chunk, from);
      const to = lf < 0 ? chunk.length : lf + 1;
      addPart(parts, this.#readPart(chunk.subarray(from, to), lf >= 0));
      from = to;
    }
    if (!isWhole) this.#isLost = true;
    return parts;
  }

  #readPart(bytes: Uint8Array, endsLine: boolean): Part {
    const continuesLine = this.#held.length > 0;
    const line = continuesLine ? joined(this.#held, bytes) : bytes;
    const reading = this.#isLost ? "unread" : this.#readLine(line, endsLine);
    this.#held = endsLine || this.#isLost || this.#hasEnded ? NOTHING : line;
    return { bytes, line, reading, continuesLine, endsLine, count: 1 };
  }

  #readLine(line: Uint8Array, endsLine: boolean): LineReading {
    if (this.#hasEnded) return "ignored";
    if (!endsLine || line.length > LINE_BYTES) {
      const prefix = this.#emptyLines === 0 ? foreignByPrefix(line, 0, line.length) : undefined;
      const end = prefix ?? (line.length > LINE_BYTES ? "line-too-long" : undefined);
      return end === undefined ? "unfinished" : this.#end(end);
    }
    const request = readRequest(line, 0, line.length - 1, this.#lenient);
    const foreign = isRefused(request)
      ? foreignByLine(line, 0, line.length - 1, this.#emptyLines)
      : undefined;
    if (request !== "empty") this.#emptyLines = undefined;
    else if (this.#emptyLines !== undefined) this.#emptyLines++;
    if (request === "quit") return this.#end("quit");
    return foreign === undefined ? request : this.#end(foreign);
  }

  #end<Reading extends LineReading>(reading: Reading): Reading {
    this.#hasEnded = true;
    return reading;
  }
}

/** Equal consecutive lines become one part with a count. */
function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  const isSame =
    last !== undefined &&
    last.reading === part.reading &&
    last.endsLine &&
    part.endsLine &&
    !last.continuesLine;
  if (isSame && areEqual(last.bytes, part.bytes))
    parts[parts.length - 1] = { ...last, count: last.count + 1 };
  else parts.push(part);
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
