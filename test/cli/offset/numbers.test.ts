import { expect, test } from "bun:test";
import { formatOffset, formatPpm, formatRange } from "../../../src/cli/offset/numbers.ts";

test("offsets have a sign and a unit", () => {
  expect([0.1234, -12.3, 1_234.5678, -0.0001].map(formatOffset)).toEqual([
    "+0.123 ms",
    "−12.300 ms",
    "+1.234568 s",
    "+0.000 ms",
  ]);
});

test("what is printed contains the interval: the bound is rounded up", () => {
  expect(formatRange({ lowMs: -0.12345, highMs: 0.12355 })).toBe("+0.000 ms ± 0.124 ms");
  expect(formatRange({ lowMs: 1_000.0001, highMs: 1_000.0007 })).toBe("+1.000000 s ± 0.001 ms");
  expect(formatRange({ lowMs: 0, highMs: 2_000 })).toBe("+1.000000 s ± 1.000000 s");
});

test("a drift is a range", () => {
  expect(formatPpm({ lowPpm: -1.234, highPpm: 250.4 })).toBe("−1.23 to +250 ppm");
});
