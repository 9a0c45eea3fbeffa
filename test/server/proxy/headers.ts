/** Makes PROXY headers, right ones and almost right ones. */
import { parseAddress } from "../../../src/server/limits/address.ts";
import { crc32c } from "../../../src/server/proxy/checksum.ts";

interface Tlv {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface BinaryHeader {
  readonly command?: number;
  readonly family?: number;
  readonly addresses?: Uint8Array;
  readonly tlvs?: readonly Tlv[];
  readonly hasChecksum?: boolean;
}

export const TCP4 = 0x11;
export const TCP6 = 0x21;
const PROXY_COMMAND = 0x21;
export const LOCAL_COMMAND = 0x20;
export const CHECKSUM_TYPE = 3;

const SIGNATURE = Buffer.from("0d0a0d0a000d0a515549540a", "hex");

/** The address block of TCP over IPv4 or IPv6; both ends of one family. */
export function addressBlock(from: string, to: string, fromPort: number, toPort: number): Buffer {
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(fromPort, 0);
  ports.writeUInt16BE(toPort, 2);
  return Buffer.concat([bytesOf(from), bytesOf(to), ports]);
}

function bytesOf(address: string): Buffer {
  const bytes = Buffer.alloc(16);
  for (const [at, word] of (parseAddress(address) ?? []).entries()) bytes.writeUInt32BE(word, 4 * at);
  return address.includes(":") ? bytes : bytes.subarray(12);
}

export function binaryHeader({
  command = PROXY_COMMAND,
  family = TCP4,
  addresses = addressBlock("203.0.113.7", "192.0.2.1", 50_000, 45_000),
  tlvs = [],
  hasChecksum = false,
}: BinaryHeader = {}): Buffer {
  const all = hasChecksum ? [...tlvs, { type: CHECKSUM_TYPE, value: Buffer.alloc(4) }] : tlvs;
  const parts = all.map(({ type, value }) =>
    Buffer.concat([Buffer.of(type, value.length >> 8, value.length & 0xff), value]),
  );
  const rest = Buffer.concat([addresses, ...parts]);
  const header = Buffer.concat([
    SIGNATURE,
    Buffer.of(command, family, rest.length >> 8, rest.length & 0xff),
    rest,
  ]);
  if (hasChecksum) header.writeUInt32BE(crc32c(header), header.length - 4);
  return header;
}
