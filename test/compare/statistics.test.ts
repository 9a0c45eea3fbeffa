import { expect, test } from "bun:test";
import fc from "fast-check";
import { estimate, median, pairedRatios } from "../../compare/statistics.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test("the median is the middle value, or between the two", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test("the interval has the ranks of the tables for the sign test", () => {
  // Conover, Practical Nonparametric Statistics, table A3: the largest tail below 2.5 %.
  for (const [count, rank] of [
    [6, 1],
    [8, 1],
    [9, 2],
    [11, 2],
    [12, 3],
    [20, 6],
    [40, 14],
    [100, 40],
  ] as const) {
    const { interval, kind } = estimate(upTo(count).toReversed());
    expect({ count, interval, kind }).toEqual({ count, interval: [rank, count + 1 - rank], kind: "95 %" });
  }
});

test("fewer than six values give their range, and one value gives nothing", () => {
  expect(estimate(upTo(5))).toEqual({ median: 3, interval: [1, 5], kind: "range", count: 5 });
  expect(estimate([7])).toEqual({ median: 7, interval: undefined, kind: "range", count: 1 });
  expect(estimate([]).interval).toBeUndefined();
});

test("the median lies inside its interval, however skewed the values are", () => {
  // p99 of short runs: most are small, some are a hundred times that. An interval of the mean excludes the median.
  const skewed = fc
    .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.double({ min: 0, max: 7, noNaN: true }))
    .map(([value, exponent]) => value * Math.exp(exponent ** 2 / 7));
  fc.assert(
    fc.property(fc.array(skewed, { minLength: 2, maxLength: 60 }), (values) => {
      const { median: middle, interval } = estimate(values);
      expect(interval?.[0]).toBeLessThanOrEqual(middle);
      expect(interval?.[1]).toBeGreaterThanOrEqual(middle);
    }),
  );
});

test("the true median lies inside at least 95 of 100 intervals", () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647; // MINSTD: the same draws in every run
    return seed / 2_147_483_647;
  };
  for (const count of [6, 10, 20]) {
    let inside = 0;
    for (let draw = 0; draw < 4000; draw++) {
      // Exponential: its median is ln 2.
      const { interval } = estimate(upTo(count).map(() => -Math.log(random())));
      if (interval !== undefined && interval[0] <= Math.LN2 && interval[1] >= Math.LN2) inside++;
    }
    expect(inside / 4000).toBeGreaterThanOrEqual(0.945); // three standard errors below 95.5 %
  }
});

test("an interval of ratios is the same from the other side", () => {
  const ratios = [1.1, 1.3, 0.9, 1.2, 1.0, 1.05, 0.97];
  const there = estimate(ratios).interval;
  const back = estimate(ratios.map((ratio) => 1 / ratio)).interval;
  expect(1 / (back?.[1] ?? 0)).toBeCloseTo(there?.[0] ?? -1, 12);
  expect(1 / (back?.[0] ?? 0)).toBeCloseTo(there?.[1] ?? -1, 12);
});

test("a round that one of the two did not finish is no pair", () => {
  expect(pairedRatios([2, undefined, 6, 8], [1, 2, 0, 4])).toEqual([2, 2]);
});
