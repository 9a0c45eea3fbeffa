/** Recognises other protocols by the first bytes of a session (FOREIGN-1). Does not know our own. */

/** The names in the ERROR line; the keys are those of counters and log. */
export const FOREIGN_NAMES = { http: "HTTP", rtsp: "RTSP", ssh: "SSH", tls: "TLS" } as const;

export type Foreign = keyof typeof FOREIGN_NAMES;

const SSH_BANNER = [83, 83, 72, 45]; // `SSH-`, RFC 4253, 4.2
const TLS_HANDSHAKE_RECORD = [0x16, 0x03]; // content type and major version, RFC 8446, 5.1
const REQUEST_LINE = /^[A-Z][A-Z_-]* \S+ (HTTP|RTSP)\//; // RFC 9112, 3; RFC 7826, 20.1
const latin1 = new TextDecoder("latin1");

/** By the bytes so far, whether they end a line or not. */
export function foreignByPrefix(bytes: Uint8Array, from: number, to: number): Foreign | undefined {
  if (startsWith(bytes, from, to, TLS_HANDSHAKE_RECORD)) return "tls";
  if (startsWith(bytes, from, to, SSH_BANNER)) return "ssh";
  return undefined;
}

/** By a whole first line, without its line end. */
export function foreignByLine(bytes: Uint8Array, from: number, to: number): Foreign | undefined {
  const name = REQUEST_LINE.exec(latin1.decode(bytes.subarray(from, to)))?.[1];
  if (name === "HTTP") return "http";
  return name === "RTSP" ? "rtsp" : undefined;
}

function startsWith(bytes: Uint8Array, from: number, to: number, prefix: readonly number[]): boolean {
  if (to - from < prefix.length) return false;
  for (let index = 0; index < prefix.length; index++) if (bytes[from + index] !== prefix[index]) return false;
  return true;
}
