import { expect, test } from "bun:test";
import { isResolved, timingsWanted } from "../../src/bench/percentiles.ts";

test("ten timings at least have to lie above a percentile that is shown", () => {
  expect([50, 90, 99, 99.9, 99.99].map(timingsWanted)).toEqual([20, 100, 1000, 10_000, 100_000]);
});

test("one timing less is too few", () => {
  expect(isResolved(99, 1000)).toBe(true);
  expect(isResolved(99, 999)).toBe(false);
});

test("the hundredth percentile is resolved by no number of timings", () => {
  expect(isResolved(100, Number.MAX_SAFE_INTEGER)).toBe(false);
});
