import { expect, test } from "bun:test";
import { isMajority, majorityOf } from "../../src/offset/majority.ts";

const of = (lowMs: number, highMs: number) => ({ lowMs, highMs });

test("the majority's interval is what its members have in common, and a false ticker is known", () => {
  const found = majorityOf([of(8, 12), of(11, 13), of(10, 12), of(500, 501)]);
  expect(found).toMatchObject({ interval: of(11, 12), agrees: [true, true, true, false], count: 3 });
});

test("Marzullo's own example", () => {
  expect(majorityOf([of(8, 12), of(11, 13), of(14, 15)])).toMatchObject({ interval: of(11, 12), count: 2 });
  expect(majorityOf([of(8, 9), of(8, 12), of(10, 12)])).toMatchObject({ interval: of(8, 9), count: 2 });
});

test("intervals that only touch do not agree", () => {
  expect(majorityOf([of(0, 1), of(1, 2)])?.count).toBe(1);
});

test("offsets at both ends of the quarter of an hour agree", () => {
  const found = majorityOf([of(449_999, 450_001), of(-450_001, -449_999.5)]);
  expect(found?.count).toBe(2);
});

test("half is no majority", () => {
  const found = majorityOf([of(0, 1), of(5, 6)]);
  expect(found && isMajority(found, 2)).toBe(false);
  expect(found && isMajority(found, 1)).toBe(true);
  expect(majorityOf([])).toBeUndefined();
});
