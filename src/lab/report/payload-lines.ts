/** A segment's bytes as text and in hex, cut to a width and a number of lines. */

const TEXT_COLUMNS = 56;
const HEX_BYTES = 16;
const LINES = 3;

export interface PayloadLines {
  readonly text: readonly string[];
  readonly hex: readonly string[];
  /** Bytes that the hex lines leave out. */
  readonly bytesLeftOut: number;
}

export function payloadLines(hex: string, text: string): PayloadLines {
  const bytes = bytesOf(hex);
  const shown = bytes.slice(0, HEX_BYTES * LINES);
  return {
    text: cutLines(`"${text}"`, TEXT_COLUMNS, LINES),
    hex: chunks(shown, HEX_BYTES).map((row) => row.join(" ")),
    bytesLeftOut: bytes.length - shown.length,
  };
}

/** `54494d45` → `54`, `49`, `4d`, `45` */
export function bytesOf(hex: string): readonly string[] {
  return hex.toLowerCase().match(/[0-9a-f]{2}/g) ?? [];
}

/** Printable ASCII unchanged, everything else escaped as in C. */
export function textOfHex(hex: string): string {
  return bytesOf(hex)
    .map((byte) => {
      const code = Number.parseInt(byte, 16);
      if (code === 13) return "\\r";
      if (code === 10) return "\\n";
      if (code === 9) return "\\t";
      if (code === 0x5c) return "\\\\";
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : `\\x${byte}`;
    })
    .join("");
}

/** A text in lines of this many columns; lines beyond `most` become `…`. */
export function cutLines(text: string, columns: number, most: number): readonly string[] {
  // Most of what is cut off is not even split.
  const lines = chunks([...text.slice(0, 2 * columns * (most + 1))], columns).map((row) => row.join(""));
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? "").slice(0, columns - 1)}…`];
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
