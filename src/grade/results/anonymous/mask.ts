/** What a server sent → the same with every word masked that the protocol does not have: it may be a name. Pure. */

/** Words of the protocol, and of the replies that most servers give. */
const KNOWN = new Set(
  [
    ...["time", "quit", "jam", "error", "hello", "bye", "ok", "am", "pm", "wib", "utc", "gmt"],
    ...["unknown", "request", "invalid", "command", "bad", "the", "end", "line", "with", "cr", "lf"],
    ...["not", "is", "goodbye", "selamat", "tinggal", "perintah", "tidak", "dikenal", "salah", "waktu"],
    ...["mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun"],
    ...["jul", "aug", "sep", "oct", "nov", "dec"],
  ].map((word) => word.toLowerCase()),
);

/** Escapes such as `\r` and `\xff`; a byte that is no ASCII can be part of a name in another script. */
const ESCAPE = /\\(?:x[0-7][0-9a-f]|[rnt\\])/gi;
const ESCAPED_BYTE = /\\x[89a-f][0-9a-f]/gi;

/** Letters become `x`, as many as there were, and long numbers `0`. */
export function maskText(text: string): string {
  const kept = text.replaceAll(ESCAPED_BYTE, "?").split(/(\\(?:x[0-7][0-9a-f]|[rnt\\]))/i);
  return kept.map((piece) => (piece.replace(ESCAPE, "") === "" ? piece : maskPlain(piece))).join("");
}

function maskPlain(text: string): string {
  return text
    .replace(/[\p{L}\p{M}]+/gu, (word) =>
      KNOWN.has(word.toLowerCase()) ? word : "x".repeat([...word].length),
    )
    .replace(/\d{5,}/g, (digits) => "0".repeat(digits.length));
}

/** The same of bytes in hex. The mark of UTF-8 at the beginning stays: it is a fault of its own. */
export function maskHex(hex: string): string {
  const mark = hex.startsWith("efbbbf") ? "efbbbf" : "";
  const text = Buffer.from(hex.slice(mark.length), "hex")
    .toString("latin1")
    .replace(/[\x80-\xff]/g, "?");
  return mark + Buffer.from(maskPlain(text), "latin1").toString("hex");
}
