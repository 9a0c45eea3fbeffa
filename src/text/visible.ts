/** A server's bytes and texts → characters that do nothing to a terminal, a page or a parser. */

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
  return byte === 0x7f ? PICTURE_OF_DELETE : `\\x${byte.toString(16)}`;
}

/** Every control, format and other invisible character as an escape such as `\u202e`; a line end stays. */
export function visibleText(text: string): string {
  return text.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/\s*\n\s*/g, " ")).trim();
}

/** The JSON of a value; inside JSON the escapes mean the characters, so that nothing is lost. */
export function visibleJson(value: unknown, indent = 2): string {
  return visibleText(JSON.stringify(value, null, indent));
}

function escaped(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
