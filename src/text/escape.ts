/** Bytes of a server → text that is safe to show, CR and LF named. */

const SHOWN_CHARACTERS = 120;

/** @param text a character a byte */
export function escapeText(text: string): string {
  const shown = text.slice(0, SHOWN_CHARACTERS).replace(/[^ -~]|\\/g, (byte) => {
    if (byte === "\r") return "\\r";
    if (byte === "\n") return "\\n";
    if (byte === "\t") return "\\t";
    if (byte === "\\") return "\\\\";
    return `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return text.length > SHOWN_CHARACTERS ? `${shown}…` : shown;
}
