/** One line of tshark's fields, as bytes → numbers and texts. Holds the positions of the last line's cells. */
import { FIELDS, type Field } from "./tshark.ts";

const TAB = 0x09;
const COMMA = 0x2c;
const DOT = 0x2e;
const X = 0x78;

/** A text is made once: the same addresses and lines come in most packets. */
const MOST_TEXTS = 10_000;
const LONGEST_KEPT = 128;

export class FrameLine {
  #bytes: Buffer = Buffer.alloc(0);
  /** The beginnings of the cells, and one past the end of the last. */
  readonly #begins = new Int32Array(FIELDS.length + 1);
  readonly #texts = new Map<string, string>();
  #first: { readonly whole: number; readonly nanos: number } | undefined;

  read(bytes: Buffer, from: number, to: number): void {
    this.#bytes = bytes;
    const begins = this.#begins;
    let cell = 0;
    begins[cell++] = from;
    for (let at = from; at < to && cell < FIELDS.length; at += 1) {
      if (bytes[at] === TAB) begins[cell++] = at + 1;
    }
    while (cell <= FIELDS.length) begins[cell++] = to + 1;
  }

  has(column: number): boolean {
    return this.#end(column) > this.#from(column);
  }

  /** More than one value of one or two digits. */
  isLong(column: number): boolean {
    return this.#end(column) > this.#from(column) + 2;
  }

  /** The last of the cell's values, decimal or `0x…`; 0 if it has none. */
  number(column: number): number {
    const bytes = this.#bytes;
    const to = this.#end(column);
    let value = 0;
    let base = 10;
    for (let at = this.#from(column); at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA) {
        value = 0;
        base = 10;
      } else if (byte === X) base = 16;
      else value = value * base + (byte < 0x3a ? byte - 0x30 : (byte | 0x20) - 0x57);
    }
    return value;
  }

  /**
   * Seconds, decimals and all, or 0. A double does not hold nanoseconds since 1970: the distance from the first such
   * cell of the file is exact, to the microsecond that Wireshark shows.
   */
  seconds(column: number): number {
    if (!this.has(column)) return 0;
    const bytes = this.#bytes;
    const to = this.#end(column);
    let whole = 0;
    let part = 0;
    let unit = 0;
    for (let at = this.#from(column); at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === DOT) unit = 1;
      else if (unit === 0) whole = whole * 10 + byte - 0x30;
      else {
        part = part * 10 + byte - 0x30;
        unit *= 10;
      }
    }
    const nanos = unit > 1 ? part * (1e9 / unit) : 0;
    this.#first ??= { whole, nanos };
    const { whole: base, nanos: more } = this.#first;
    return base + more / 1e9 + ((whole - base) * 1e6 + Math.round((nanos - more) / 1e3)) / 1e6;
  }

  /** The cell as it is, several values with commas between. */
  text(column: number): string {
    const text = this.#bytes.toString("latin1", this.#from(column), this.#end(column));
    if (text.length > LONGEST_KEPT) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(text, text);
    return text;
  }

  /** The last of the cell's values. */
  last(column: number): string {
    const text = this.text(column);
    return text.slice(text.lastIndexOf(",") + 1);
  }

  #from(column: number): number {
    return this.#begins[column] ?? 0;
  }

  #end(column: number): number {
    return (this.#begins[column + 1] ?? 0) - 1;
  }
}

/** The columns by field. */
export const COLUMN = Object.fromEntries(FIELDS.map((field, index) => [field, index])) as Readonly<
  Record<Field, number>
>;
