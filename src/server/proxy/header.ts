/** The PROXY header with which a proxy begins a connection: bytes → who the client is. Pure. */
// The PROXY protocol, versions 1 and 2: doc/proxy-protocol.txt of HAProxy, whose sections are cited.
import { readBinaryHeader, SIGNATURE } from "./binary-header.ts";
import type { HeaderReading } from "./reading.ts";
import { readTextHeader, TEXT_PREFIX } from "./text-header.ts";

/** @param bytes all that came so far */
export function readHeader(bytes: Uint8Array): HeaderReading {
  if (agrees(bytes, TEXT_PREFIX)) {
    return bytes.length < TEXT_PREFIX.length ? { kind: "incomplete" } : readTextHeader(bytes);
  }
  if (!agrees(bytes, SIGNATURE)) return { kind: "invalid" };
  return bytes.length < SIGNATURE.length ? { kind: "incomplete" } : readBinaryHeader(bytes);
}

/** Whether `bytes` begins like `prefix`, as far as it goes. */
function agrees(bytes: Uint8Array, prefix: Uint8Array): boolean {
  const length = Math.min(bytes.length, prefix.length);
  for (let at = 0; at < length; at++) if (bytes[at] !== prefix[at]) return false;
  return true;
}
