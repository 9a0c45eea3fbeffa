import { expect, test } from "bun:test";
import { scaleTop } from "../../../../src/monitor/page/figures/scale.ts";

test("a chart's top is a round number above its largest value", () => {
  expect([0, 4, 5, 9, 11, 43, 55, 99, 101, 1_850_000].map(scaleTop)).toEqual([
    4, 4, 6, 10, 12, 60, 60, 100, 120, 2_000_000,
  ]);
});

test("half of a chart's top is a whole number", () => {
  for (let largest = 0; largest < 5000; largest += 7) expect(scaleTop(largest) % 2).toBe(0);
});
