import { expect, test } from "bun:test";
import { bytesOfHex, spacedHex } from "../../../../src/monitor/page/chunks/bytes.ts";

test("hex becomes bytes, and bytes become spaced hex", () => {
  expect([...bytesOfHex("54494d450d0a")]).toEqual([84, 73, 77, 69, 13, 10]);
  expect(spacedHex(bytesOfHex("54494d450d0a00ff"))).toBe("54 49 4d 45 0d 0a 00 ff");
  expect(bytesOfHex("")).toHaveLength(0);
});
