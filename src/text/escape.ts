/** Bytes and texts of a peer → text that is safe on a terminal, in a page and in a log. Knows no protocol. */

const SHOWN_BYTES = 120;
const NAMED: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

/** Control, format, private and unassigned characters, lone surrogates, line and paragraph separators. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Printable ASCII as itself, CR, LF and tab by name, every other byte as an escape such as `\x1b`.
 * @param bytes bytes, or a text with one character per byte
 */
export function escapeBytes(bytes: Uint8Array | string, limit = SHOWN_BYTES): string {
  const shown =
    typeof bytes === "string" ? bytes.slice(0, limit) : String.fromCharCode(...bytes.subarray(0, limit));
  const escaped = shown.replace(
    /[^ -[\]-~]/g,
    (character) => NAMED[character] ?? byteEscape(character.charCodeAt(0)),
  );
  return bytes.length > limit ? `${escaped}…` : escaped;
}

/**
 * Each invisible character as an escape such as `\u001b`. Inside JSON these escapes mean the characters, so
 * escaped JSON keeps its value.
 */
export function escapeText(text: string): string {
  return escapeInvisible(text, unicodeEscape);
}

/** @param form writes one invisible character in the syntax of the target */
export function escapeInvisible(text: string, form: (character: string) => string): string {
  return text.replace(INVISIBLE, form);
}

export function byteEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** JSON's escape: four digits per UTF-16 unit, `\udb40\udc41` beyond U+FFFF. */
export function unicodeEscape(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
