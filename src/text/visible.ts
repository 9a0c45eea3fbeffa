/** Bytes and texts of a peer → what a report, a page or a parser shows of them; a text keeps its lines. */
import { byteEscape, escapeText } from "./escape.ts";

/** U+2400 to U+2420 are pictures of the characters 0 to 32: ␍ of CR, ␊ of LF, ␀ of NUL. */
const CONTROL_PICTURES = 0x2400;
const PICTURE_OF_DELETE = "␡";

/** Printable ASCII as itself, a control character as its picture, any other byte as `\xff`. */
export function visibleBytes(bytes: Uint8Array): string {
  return Array.from(bytes, visibleByte).join("");
}

function visibleByte(byte: number): string {
  if (byte < 0x20) return String.fromCodePoint(CONTROL_PICTURES + byte);
  if (byte < 0x7f) return String.fromCharCode(byte);
  return byte === 0x7f ? PICTURE_OF_DELETE : byteEscape(byte);
}

/** Every invisible character as an escape such as `\u202e`; line ends stay. */
export function visibleText(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/\s*\n\s*/g, " ")).trim();
}

/** The JSON of a value; inside JSON the escapes mean the characters, so the value is unchanged. */
export function visibleJson(value: unknown, indent = 2): string {
  return visibleText(JSON.stringify(value, null, indent));
}
