/** The TLVs of a PROXY header, of which only the CRC-32C of the header has to be verified (2.2.3). Pure. */

const CHECKSUM_TYPE = 3;
/** Of a TLV: its type, and the length of its value. */
const HEAD_BYTES = 3;
const CHECKSUM_BYTES = 4;

/** The polynomial of CRC-32C, bits reversed (RFC 9260, appendix A). */
const POLYNOMIAL = 0x82f63b78;

/** @param from where the TLVs begin; false also if they do not end with the header */
export function hasValidChecksum(header: Uint8Array, from: number): boolean {
  let at = from;
  while (at < header.length) {
    if (at + HEAD_BYTES > header.length) return false;
    const length = ((header[at + 1] as number) << 8) | (header[at + 2] as number);
    const value = at + HEAD_BYTES;
    if (value + length > header.length) return false;
    if (header[at] === CHECKSUM_TYPE && !(length === CHECKSUM_BYTES && agrees(header, value))) return false;
    at = value + length;
  }
  return true;
}

/** Whether the four bytes at `at` are the checksum of the header in which they are 0. */
function agrees(header: Uint8Array, at: number): boolean {
  const zeroed = Uint8Array.from(header);
  zeroed.fill(0, at, at + CHECKSUM_BYTES);
  const sent = new DataView(header.buffer, header.byteOffset + at).getUint32(0);
  return crc32c(zeroed) === sent;
}

/** Bit by bit: headers are short, and few have a checksum. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
