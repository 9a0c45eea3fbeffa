/** What a server sent → text that is harmless on a terminal and in a log. Knows no protocol. */

/** More than this of a server's bytes is never shown. */
const SHOWN_BYTES = 64;
const NAMED: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

/** The first bytes, each printable ASCII character as itself and every other byte as an escape such as `\x1b`. */
export function escapeBytes(bytes: Uint8Array): string {
  const shown = String.fromCharCode(...bytes.subarray(0, SHOWN_BYTES));
  const escaped = shown.replace(
    /[^ -[\]-~]/g,
    (character) => NAMED[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return bytes.length > SHOWN_BYTES ? `${escaped}…` : escaped;
}

/**
 * The text with each control, format and other invisible character as an escape such as `\u001b`. Inside JSON
 * these escapes mean the characters, so the output of `JSON.stringify` stays what it was.
 */
export function escapeText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
