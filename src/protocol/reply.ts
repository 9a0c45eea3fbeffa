/** JAM and ERROR lines ↔ values, in both directions. Knows no session and no clock. */

const CR_LF = "\r\n";
const encoder = new TextEncoder();

/** The line that answers a time request (REPLY-1), for a text such as `10:20:30`. */
export function formatTimeReply(text: string): Uint8Array {
  return encoder.encode(`JAM ${text}${CR_LF}`);
}

/** The line that names the error (REPLY-2). */
export function formatErrorReply(message: string): Uint8Array {
  return encoder.encode(`ERROR ${message}${CR_LF}`);
}

export type Reply =
  | { readonly kind: "time"; readonly text: string }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "other"; readonly line: string };

/** @param line without its CR LF */
export function parseReply(line: string): Reply {
  if (line.startsWith("JAM ")) return { kind: "time", text: line.slice(4) };
  if (line.startsWith("ERROR ")) return { kind: "error", message: line.slice(6) };
  return { kind: "other", line };
}
