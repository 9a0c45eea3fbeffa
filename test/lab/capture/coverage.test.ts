import { expect, test } from "bun:test";
import { Coverage } from "../../../src/lab/capture/coverage.ts";

test("bytes in order are one range, and come once", () => {
  const coverage = new Coverage();
  expect(coverage.add(0, 6)).toEqual([{ from: 0, to: 6 }]);
  expect(coverage.add(0, 6)).toEqual([]);
  expect(coverage.add(3, 9)).toEqual([{ from: 6, to: 9 }]);
  expect(coverage.gaps(0, 12)).toEqual([{ from: 9, to: 12 }]);
});

test("a late part fills its gap, and only that is new", () => {
  const coverage = new Coverage();
  coverage.add(0, 2);
  coverage.add(8, 10);
  coverage.add(4, 6);
  expect(coverage.gaps(0, 10)).toEqual([
    { from: 2, to: 4 },
    { from: 6, to: 8 },
  ]);
  expect(coverage.add(1, 9)).toEqual([
    { from: 2, to: 4 },
    { from: 6, to: 8 },
  ]);
  expect(coverage.gaps(0, 10)).toEqual([]);
});

test("any ranges in any order: each byte is new exactly once", () => {
  let seed = 7;
  const below = (limit: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  for (let round = 0; round < 200; round += 1) {
    const coverage = new Coverage();
    const seen = new Set<number>();
    for (let step = 0; step < 20; step += 1) {
      const from = below(40);
      const to = from + 1 + below(8);
      const fresh = coverage
        .add(from, to)
        .flatMap((range) => Array.from({ length: range.to - range.from }, (_, index) => range.from + index));
      const expected = Array.from({ length: to - from }, (_, index) => from + index).filter(
        (at) => !seen.has(at),
      );
      expect(fresh).toEqual(expected);
      for (const at of expected) seen.add(at);
    }
    const holes = coverage
      .gaps(0, 48)
      .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
    expect(holes).toEqual(Array.from({ length: 48 }, (_, at) => at).filter((at) => !seen.has(at)));
    expect([...Array(48).keys()].every((at) => coverage.has(at) === seen.has(at))).toBe(true);
  }
});
