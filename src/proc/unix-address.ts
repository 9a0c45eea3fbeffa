/** The address of a Unix socket: a path, or a name without a file ↔ the bytes of a sockaddr_un (unix(7)). */

export const AF_UNIX = 1;
/** Bytes of sun_path; a path ends in a NUL. */
const PATH_BYTES = 108;

export interface UnixAddress {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * @param path begins with `/`; or with `@` for a name in the abstract namespace, as systemd writes it
 * @returns undefined if it is neither, or too long
 */
export function unixAddress(path: string): UnixAddress | undefined {
  const text = Buffer.from(path);
  const isAbstract = path.startsWith("@");
  if ((!isAbstract && !path.startsWith("/")) || path.includes("\0")) return undefined;
  if (text.length + (isAbstract ? 0 : 1) > PATH_BYTES) return undefined;
  const bytes = new Uint8Array(new ArrayBuffer(2 + PATH_BYTES));
  new DataView(bytes.buffer).setUint16(0, AF_UNIX, true);
  bytes.set(text, 2);
  if (isAbstract) bytes[2] = 0;
  return { bytes, length: 2 + text.length + (isAbstract ? 0 : 1) };
}
