import { expect, test } from "bun:test";
import { maskHex, maskText } from "../../../../src/grade/results/anonymous/mask.ts";

test.each([
  ["JAM 10:20:30\\r\\n", "JAM 10:20:30\\r\\n"],
  ["HELLO Siti, 5025211001\\r\\n", "HELLO xxxx, 0000000000\\r\\n"],
  ["ERROR unknown request\\r\\n", "ERROR unknown request\\r\\n"],
  ["oleh: budi-santoso_05", "xxxx: xxxx-xxxxxxx_05"],
  ["22-11-2026 10:20:30", "22-11-2026 10:20:30"],
  ["\\xe5\\xbc\\xb5 \\x00\\xff", "??? \\x00?"],
  ["张伟 Ünal", "xx xxxx"],
])("%s → %s", (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test("bytes are masked one by one, and keep their number and their line ends", () => {
  const hex = (text: string) => Buffer.from(text).toString("hex");
  expect(maskHex(hex("JAM 10:20:30\r\nSiti é\r\n"))).toBe(hex("JAM 10:20:30\r\nxxxx ??\r\n"));
  expect(maskHex(`efbbbf${hex("JAM")}`)).toBe(`efbbbf${hex("JAM")}`);
});
