/** CRC-32C against published values. */
import { expect, test } from "bun:test";
import { crc32c } from "../../../src/server/proxy/checksum.ts";

test.each([
  ["the check value of the catalogue of CRCs", Buffer.from("123456789"), 0xe3069283],
  ["32 zeros (RFC 3720, B.4)", Buffer.alloc(32), 0x8a9136aa],
  ["32 ones (RFC 3720, B.4)", Buffer.alloc(32, 0xff), 0x62a8ab43],
  ["ascending bytes (RFC 3720, B.4)", Buffer.from(Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
  ["nothing", Buffer.alloc(0), 0],
])("%s", (_, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});
