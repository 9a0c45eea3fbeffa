/** A server's bytes → lines, however they were segmented. Does not know what a line means. */
import { LINE_BYTES } from "../protocol/limits.ts";

const CR = 13;
const LF = 10;

export type Line =
  /** `bytes` is the whole line, `text` is it without its CR LF. */
  | { readonly kind: "line"; readonly text: string; readonly bytes: Uint8Array }
  | { readonly kind: "bare-lf"; readonly bytes: Uint8Array }
  | { readonly kind: "too-long" }
  | { readonly kind: "need-more" };

// A reply is UTF-8; a byte order mark at its start is kept, as text.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Keeps less than LINE_BYTES besides the last chunk, provided `next` is called until it needs more. */
export class LineReader {
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #searched = 0;

  /** The part of the current line that was received. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#from);
  }

  push(chunk: Uint8Array): void {
    const rest = this.rest;
    this.#bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#searched -= this.#from;
    this.#from = 0;
  }

  next(): Line {
    const from = this.#from;
    const lf = this.#bytes.indexOf(LF, this.#searched);
    const to = lf < 0 ? this.#bytes.length : lf + 1;
    this.#searched = to;
    if (to - from > LINE_BYTES || (lf < 0 && to - from === LINE_BYTES)) return { kind: "too-long" };
    if (lf < 0) return { kind: "need-more" };
    this.#from = to;
    const bytes = this.#bytes.subarray(from, to);
    if (bytes.at(-2) !== CR) return { kind: "bare-lf", bytes };
    return { kind: "line", text: utf8.decode(bytes.subarray(0, -2)), bytes };
  }
}
