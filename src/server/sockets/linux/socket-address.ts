/** An address and a port ↔ the bytes of a sockaddr_in or sockaddr_in6 (ip(7), ipv6(7)). */
import { formatIpv6 } from "../../../text/ipv6.ts";
import { AF_INET, AF_INET6 } from "./constants.ts";
import type { SystemCalls } from "./system-calls.ts";

/** Bytes of a sockaddr_in6, the longer of the two. */
export const ADDRESS_BYTES = 28;
const ADDRESS_BYTES_4 = 16;

/** Offset of the address in a sockaddr_in6, and in a sockaddr_in. */
const AT_ADDRESS_6 = 8;
const AT_ADDRESS_4 = 4;

/** @param address IPv4 or IPv6 as text, with an interface or its number after `%` @returns undefined if it is neither */
export function encodeAddress(
  calls: SystemCalls,
  address: string,
  port: number,
): { readonly family: number; readonly bytes: Uint8Array; readonly length: number } | undefined {
  const bytes = new Uint8Array(new ArrayBuffer(ADDRESS_BYTES));
  const view = new DataView(bytes.buffer);
  const [host = "", zone] = address.split("%");
  const family = host.includes(":") ? AF_INET6 : AF_INET;
  const number = new Uint8Array(new ArrayBuffer(16));
  if (calls.inet_pton(family, cString(host), number) !== 1) return undefined;
  view.setUint16(0, family, true);
  view.setUint16(2, port);
  if (family === AF_INET) {
    bytes.set(number.subarray(0, 4), AT_ADDRESS_4);
    return { family, bytes, length: ADDRESS_BYTES_4 };
  }
  bytes.set(number, AT_ADDRESS_6);
  if (zone !== undefined) view.setUint32(24, calls.if_nametoindex(cString(zone)) || Number(zone), true);
  return { family, bytes, length: ADDRESS_BYTES };
}

export function decodePort(sockaddr: Uint8Array): number {
  return ((sockaddr[2] as number) << 8) | (sockaddr[3] as number);
}

/** An IPv4 address, plain or mapped, as one word; undefined for IPv6. Allocates nothing. */
export function decodeIpv4(sockaddr: Uint8Array): number | undefined {
  const family = (sockaddr[0] as number) | ((sockaddr[1] as number) << 8);
  if (family === AF_INET) return wordAt(sockaddr, AT_ADDRESS_4);
  if (family !== AF_INET6 || wordAt(sockaddr, AT_ADDRESS_6 + 8) !== 0xffff) return undefined;
  const isZero = wordAt(sockaddr, AT_ADDRESS_6) === 0 && wordAt(sockaddr, AT_ADDRESS_6 + 4) === 0;
  return isZero ? wordAt(sockaddr, AT_ADDRESS_6 + 12) : undefined;
}

function wordAt(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let index = at; index < at + 4; index++) word = (word << 8) | (bytes[index] as number);
  return word >>> 0;
}

/** The address as text in the form of RFC 5952; an IPv4 peer of an IPv6 socket as `::ffff:192.0.2.1`. */
export function decodeAddress(sockaddr: Uint8Array): string {
  const family = (sockaddr[0] as number) | ((sockaddr[1] as number) << 8);
  if (family === AF_INET) return sockaddr.subarray(AT_ADDRESS_4, AT_ADDRESS_4 + 4).join(".");
  if (family !== AF_INET6) return "";
  const view = new DataView(sockaddr.buffer, sockaddr.byteOffset + AT_ADDRESS_6, 16);
  return formatIpv6(Array.from({ length: 8 }, (_, at) => view.getUint16(2 * at)));
}

function cString(text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(new ArrayBuffer(encoded.length + 1));
  bytes.set(encoded);
  return bytes;
}
