import { expect, test } from "bun:test";
import fc from "fast-check";
import { percentileMs, toHistogram } from "../../src/bench/histogram.ts";
import { countOf, mergeTallies, NOTHING, newHistogram, percentileNs, Tally } from "../../src/bench/tally.ts";

const nanoseconds = fc.integer({ min: 0, max: 2 ** 42 - 1 });

test("percentiles are those of the values themselves, to three digits", () => {
  fc.assert(
    fc.property(fc.array(nanoseconds, { minLength: 1, maxLength: 200 }), (values) => {
      const tally = new Tally();
      for (const ns of values) tally.add(ns / 1e6, 1);
      const data = tally.data();
      const histogram = toHistogram(data);
      const sorted = values.toSorted((one, other) => one - other);
      for (const percentile of [50, 90, 99]) {
        const right = (sorted[Math.ceil((percentile / 100) * sorted.length) - 1] ?? 0) / 1e6;
        const shown = percentileMs(histogram, percentile, data.maxNs);
        expect(Math.abs(shown - right)).toBeLessThanOrEqual(Math.max(2e-6, right / 500));
        expect(percentileNs(data, percentile) / 1e6).toBe(shown);
      }
    }),
    { numRuns: 50 },
  );
});

test("merged tallies equal the tally of all values, in either order", () => {
  const values = fc.array(fc.integer({ min: 0, max: 10_000_000 }));
  fc.assert(
    fc.property(values, values, (some, others) => {
      const tallyOf = (all: readonly number[]) => {
        const tally = new Tally();
        for (const ns of all) tally.add(ns / 1e6, 1);
        return tally.data();
      };
      const whole = tallyOf([...some, ...others]);
      expect(mergeTallies(tallyOf(some), tallyOf(others))).toEqual(whole);
      expect(mergeTallies(tallyOf(others), tallyOf(some))).toEqual(whole);
    }),
  );
});

test("clearing forgets everything, and leaves copies intact", () => {
  const tally = new Tally();
  tally.add(1.5, 3);
  const taken = tally.data();
  tally.clear();
  expect(tally.data()).toEqual(NOTHING);
  expect(countOf(taken)).toBe(3);
  expect(taken.maxNs).toBe(1_500_000);
});

test("a negative time counts as 0, and one beyond the scale as the longest", () => {
  const tally = new Tally();
  tally.add(-0.001, 1);
  tally.add(1e12, 1);
  expect(countOf(tally.data())).toBe(2);
  expect(tally.maxNs).toBe(2 ** 42 - 1);
});

test("each value is counted in the bucket of the histogram's own layout", () => {
  const layout = newHistogram();
  fc.assert(
    fc.property(fc.oneof(nanoseconds, fc.integer({ min: 0, max: 2 ** 31 })), (ns) => {
      const tally = new Tally();
      tally.add(ns / 1e6, 1);
      const { first, counts } = tally.data();
      expect([first, counts.length]).toEqual([layout.countsArrayIndex(ns), 1]);
    }),
  );
});
