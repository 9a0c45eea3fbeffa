/** A PROXY header of version 2: a signature, a length, addresses, and TLVs, of which only the checksum matters. Pure. */
import { formatIpv6 } from "../../text/ipv6.ts";
import { hasValidChecksum } from "./checksum.ts";
import type { Client, HeaderReading } from "./reading.ts";

/** CR LF CR LF NUL CR LF QUIT LF (2.2): a server that does not expect it fails at once. */
export const SIGNATURE = Uint8Array.of(13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10);

const [AT_COMMAND, AT_FAMILY, AT_LENGTH, AT_ADDRESSES] = [12, 13, 14, 16];

/**
 * The protocol allows 65,551. nginx accepts 4,096 too; addresses take up to 216, and the largest TLV in use, a client's
 * certificate, up to 2 KiB.
 */
const HEADER_BYTES = 4096;

const VERSION = 2;
const [LOCAL, PROXY] = [0, 1];

const [UNSPEC, INET, UNIX] = [0, 1, 3];
const [STREAM, DGRAM] = [1, 2];

/** Bytes of both addresses, with their ports, by family. */
const ADDRESSES_BYTES: readonly number[] = [0, 12, 36, 216];

/** @param bytes that begin with SIGNATURE */
export function readBinaryHeader(bytes: Uint8Array): HeaderReading {
  const command = bytes[AT_COMMAND];
  if (command === undefined) return { kind: "incomplete" };
  if (command >> 4 !== VERSION || (command & 15) > PROXY) return { kind: "invalid" };
  if (bytes.length < AT_ADDRESSES) return { kind: "incomplete" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = AT_ADDRESSES + view.getUint16(AT_LENGTH);
  if (length > HEADER_BYTES) return { kind: "invalid" };
  if (bytes.length < length) return { kind: "incomplete" };
  // The family and the rest are to be discarded.
  if ((command & 15) === LOCAL) return { kind: "header", length, client: { kind: "unnamed" } };
  const client = clientOf(bytes.subarray(0, length), view);
  return client === undefined ? { kind: "invalid" } : { kind: "header", length, client };
}

function clientOf(header: Uint8Array, view: DataView): Client | undefined {
  const [family, transport] = [view.getUint8(AT_FAMILY) >> 4, view.getUint8(AT_FAMILY) & 15];
  if (family > UNIX || transport > DGRAM) return undefined;
  // Nothing that follows has a meaning if either is not specified.
  if (family === UNSPEC || transport === 0) return { kind: "unnamed" };
  const tlvs = AT_ADDRESSES + (ADDRESSES_BYTES[family] as number);
  if (header.length < tlvs || !hasValidChecksum(header, tlvs)) return undefined;
  // Combinations that are not served fall back to UNSPEC (2.2).
  if (family === UNIX || transport !== STREAM) return { kind: "unnamed" };
  const at = AT_ADDRESSES;
  if (family === INET)
    return { kind: "named", address: header.subarray(at, at + 4).join("."), port: view.getUint16(at + 8) };
  const groups = Array.from({ length: 8 }, (_, index) => view.getUint16(at + 2 * index));
  return { kind: "named", address: formatIpv6(groups), port: view.getUint16(at + 32) };
}
