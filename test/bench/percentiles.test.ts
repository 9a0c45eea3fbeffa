import { expect, test } from "bun:test";
import { isResolved, timingsNeeded } from "../../src/bench/percentiles.ts";

test("a shown percentile has at least ten timings above it", () => {
  expect([50, 90, 99, 99.9, 99.99].map(timingsNeeded)).toEqual([20, 100, 1000, 10_000, 100_000]);
});

test("one timing less is too few", () => {
  expect(isResolved(99, 1000)).toBe(true);
  expect(isResolved(99, 999)).toBe(false);
});

test("no number of timings resolves p100", () => {
  expect(isResolved(100, Number.MAX_SAFE_INTEGER)).toBe(false);
});
