import { expect, test } from "bun:test";
import { scaleTop } from "../../../../src/monitor/page/figures/scale.ts";

test("a chart ends at a round number over its largest value, with whole halves", () => {
  expect([0, 4, 5, 9, 11, 43, 55, 99, 101, 1_850_000].map(scaleTop)).toEqual([
    4, 4, 6, 10, 12, 60, 60, 100, 120, 2_000_000,
  ]);
});

test("the halves are whole", () => {
  for (let largest = 0; largest < 5000; largest += 7) expect(scaleTop(largest) % 2).toBe(0);
});
