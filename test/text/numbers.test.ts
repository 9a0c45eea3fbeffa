import { expect, test } from "bun:test";
import { formatBytes, formatCount, formatMs, formatShare, formatShort } from "../../src/text/numbers.ts";

test("times have three digits and the unit that keeps them short", () => {
  const times = [0.00004, 0.0421, 0.412, 0.9999, 1.2345, 12.345, 123.45, 999.7, 61_000];
  expect(times.map(formatMs)).toEqual([
    "0.04 µs",
    "42.1 µs",
    "412 µs",
    "1.00 ms",
    "1.23 ms",
    "12.3 ms",
    "123 ms",
    "1.00 s",
    "61.0 s",
  ]);
});

test("counts, bytes and shares", () => {
  expect(formatCount(1_234_567.8)).toBe("1,234,568");
  expect([0, 999, 1310, 1_310_000, 2e15].map(formatBytes)).toEqual([
    "0 B",
    "999 B",
    "1.31 kB",
    "1.31 MB",
    "2000 TB",
  ]);
  expect([0, 0.001, 0.0321, 0.0996, 0.97].map(formatShare)).toEqual([
    "0 %",
    "0.1 %",
    "3.2 %",
    "10 %",
    "97 %",
  ]);
  expect([0, 2.5, 25_000, 1_500_000].map(formatShort)).toEqual(["0", "2.5", "25k", "1.5M"]);
});
