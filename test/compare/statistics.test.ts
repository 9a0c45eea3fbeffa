import { expect, test } from "bun:test";
import { estimate, estimateOfRatios, median, pairedRatios } from "../../compare/statistics.ts";

test("the median is the middle value, or between the two", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test("an interval is Student's, around the mean", () => {
  // Mean 3, standard error 0.7071, t of 4 degrees of freedom 2.776.
  const { interval } = estimate([1, 2, 3, 4, 5]);
  expect(interval?.[0]).toBeCloseTo(1.037, 3);
  expect(interval?.[1]).toBeCloseTo(4.963, 3);
});

test("one value has no interval", () => {
  expect(estimate([7])).toEqual({ median: 7, interval: undefined, count: 1 });
});

test("an interval of ratios is the same seen from the other side", () => {
  const ratios = [1.1, 1.3, 0.9, 1.2, 1.0];
  const there = estimateOfRatios(ratios).interval;
  const back = estimateOfRatios(ratios.map((ratio) => 1 / ratio)).interval;
  expect(1 / (back?.[1] ?? 0)).toBeCloseTo(there?.[0] ?? -1, 12);
  expect(1 / (back?.[0] ?? 0)).toBeCloseTo(there?.[1] ?? -1, 12);
});

test("equal ratios leave no doubt", () => {
  const { median: middle, interval } = estimateOfRatios([2, 2, 2]);
  expect(middle).toBe(2);
  expect(interval?.[0]).toBeCloseTo(2, 12);
  expect(interval?.[1]).toBeCloseTo(2, 12);
});

test("a round that one of the two did not finish is no pair", () => {
  expect(pairedRatios([2, undefined, 6, 8], [1, 2, 0, 4])).toEqual([2, 2]);
});
