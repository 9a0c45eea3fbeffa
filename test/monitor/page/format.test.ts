import { expect, test } from "bun:test";
import { formatCount, formatDuration, formatOffset } from "../../../src/monitor/page/format.ts";
import { EN } from "../../../src/monitor/page/texts/en.ts";
import { ID } from "../../../src/monitor/page/texts/id.ts";

test("numbers are formatted as in each language", () => {
  expect(formatCount("en", 1_234_567)).toBe("1,234,567");
  expect(formatCount("id", 1_234_567)).toBe("1.234.567");
});

test.each([
  [0, "0 ms", "0 ms"],
  [350, "350 ms", "350 ms"],
  [6_000, "6 s", "6 dtk"],
  [2_149, "2.1 s", "2,1 dtk"],
  [9_999, "9.9 s", "9,9 dtk"],
  [12_999, "12 s", "12 dtk"],
  [125_000, "2 min 5 s", "2 mnt 5 dtk"],
  [120_000, "2 min", "2 mnt"],
  [7_500_000, "2 h 5 min", "2 jam 5 mnt"],
  [273_600_000, "3 d 4 h", "3 hr 4 jam"],
])("%d ms is %s", (milliseconds, english, indonesian) => {
  expect(formatDuration("en", EN.units, milliseconds)).toBe(english);
  expect(formatDuration("id", ID.units, milliseconds)).toBe(indonesian);
});

test("an offset has microseconds and its unit", () => {
  expect(formatOffset(2_004.512)).toBe("2.004512 s");
});
