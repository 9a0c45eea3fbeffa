import { expect, test } from "bun:test";
import fc from "fast-check";
import { Schedule } from "../../src/bench/schedule.ts";

test("requests are due at even intervals from the start on", () => {
  const schedule = new Schedule(1000, 100);
  expect([0, 1, 50].map((index) => schedule.dueAt(index))).toEqual([1000, 1010, 1500]);
  expect(schedule.dueCount(999.9)).toBe(0);
  expect(schedule.dueCount(1000)).toBe(1);
  expect(schedule.dueCount(1009.9)).toBe(1);
  expect(schedule.dueCount(1010)).toBe(2);
});

test("at any moment the due requests are due, and the next one is not", () => {
  const rates = fc.integer({ min: 1, max: 10_000_000 });
  const moments = fc.double({ min: 0, max: 1e8, noNaN: true });
  fc.assert(
    fc.property(rates, moments, fc.double({ min: 0, max: 1e6, noNaN: true }), (rate, start, elapsed) => {
      const schedule = new Schedule(start, rate);
      const due = schedule.dueCount(start + elapsed);
      expect(schedule.dueAt(due - 1)).toBeLessThanOrEqual(start + elapsed);
      expect(schedule.dueAt(due)).toBeGreaterThan(start + elapsed);
    }),
  );
});
