/** Recognises other protocols by the first bytes of a session (FOREIGN-1). Does not know our own. */

/** The names in the ERROR line; the keys are those of counters and log. */
export const FOREIGN_NAMES = { http: "HTTP", rtsp: "RTSP", ssh: "SSH", tls: "TLS" } as const;

/** `proxy` is the PROXY protocol's header, which is not accepted here (PROXY-1). */
export type Foreign = keyof typeof FOREIGN_NAMES | "proxy";

const SSH_BANNER = [83, 83, 72, 45]; // `SSH-`, RFC 4253, 4.2
const TLS_HANDSHAKE_RECORD = [0x16, 0x03]; // content type and major version, RFC 8446, 5.1
const REQUEST_LINE = /^[A-Z][A-Z_-]* \S+ (HTTP|RTSP)\//; // RFC 9112, 3; RFC 7826, 20.1
const PROXY_LINE = /^PROXY (TCP4|TCP6|UNKNOWN)[ \r]/; // HAProxy's doc/proxy-protocol.txt, 2.1
/** A header of version 2 (2.2) begins with CR LF CR LF NUL CR LF: two empty lines, and a third. */
const LINES_BEFORE_NUL = 2;
const NUL_CR = [0, 13];
const latin1 = new TextDecoder("latin1");

/** By the bytes so far, whether they end a line or not. */
export function foreignByPrefix(bytes: Uint8Array, from: number, to: number): Foreign | undefined {
  if (startsWith(bytes, from, to, TLS_HANDSHAKE_RECORD)) return "tls";
  if (startsWith(bytes, from, to, SSH_BANNER)) return "ssh";
  return undefined;
}

/**
 * By a whole line, without its LF.
 * @param emptyLines how many empty lines came before it in the session; undefined if others came too
 */
export function foreignByLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  emptyLines: number | undefined,
): Foreign | undefined {
  if (emptyLines === LINES_BEFORE_NUL) {
    return to - from === NUL_CR.length && startsWith(bytes, from, to, NUL_CR) ? "proxy" : undefined;
  }
  if (emptyLines !== 0) return undefined;
  const byPrefix = foreignByPrefix(bytes, from, to);
  if (byPrefix !== undefined) return byPrefix;
  const line = latin1.decode(bytes.subarray(from, to));
  const name = REQUEST_LINE.exec(line)?.[1];
  if (name === "HTTP") return "http";
  if (name === "RTSP") return "rtsp";
  return PROXY_LINE.test(line) ? "proxy" : undefined;
}

function startsWith(bytes: Uint8Array, from: number, to: number, prefix: readonly number[]): boolean {
  if (to - from < prefix.length) return false;
  for (let index = 0; index < prefix.length; index++) if (bytes[from + index] !== prefix[index]) return false;
  return true;
}
