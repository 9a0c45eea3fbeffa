import { expect, test } from "bun:test";
import { sparkline } from "../../src/text/sparkline.ts";

test("bars are as high as the values, and only the last values are shown", () => {
  expect(sparkline([9, 0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe("▁▂▃▄▅▆▇█");
  expect(sparkline([0, 0], 5)).toBe("▁▁");
  expect(sparkline([], 5)).toBe("");
  expect(sparkline([1, 2], 0)).toBe("");
});
