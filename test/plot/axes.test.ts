import { describe, expect, test } from "bun:test";
import { linearAxis, logAxis, spanAxis } from "../../src/plot/axes.ts";

test("a linear axis has few round numbers, the last at or above the highest value", () => {
  for (const highest of [0.003, 1, 7, 99, 4999, 123_456]) {
    const { ticks, at } = linearAxis(highest, String);
    expect(at(highest)).toBeWithin(0.5, 1.0001);
    expect(ticks.length).toBeWithin(2, 7);
    expect([ticks[0]?.at, ticks.at(-1)?.at]).toEqual([0, 1]);
  }
});

test("a linear axis can end at the highest value, with every tick inside", () => {
  const { ticks, at } = linearAxis(2.6, String, "exact");
  expect(at(2.6)).toBe(1);
  expect(ticks.map(({ label }) => label)).toEqual(["0", "1", "2"]);
});

describe("an axis between two values", () => {
  test.each([
    [-0.4, 0.3, ["-0.4", "-0.2", "0", "0.2", "0.4"]],
    [249.8, 250.2, ["249.8", "249.9", "250", "250.1", "250.2"]],
    [-3_600, -3_590, ["-3600", "-3597.5", "-3595", "-3592.5", "-3590"]],
    [0, 7, ["0", "2", "4", "6", "8"]],
  ])("of any sign, from %p to %p, has round numbers around both", (lowest, highest, labels) => {
    const { ticks } = spanAxis(lowest, highest, String);
    expect(ticks.map(({ label }) => label)).toEqual(labels);
  });

  test("has both inside, its ticks at even distances, and each value in its place", () => {
    for (const [lowest, highest] of [
      [-0.123, 4.567],
      [-1e-6, 1e-6],
      [899_999.9, 900_000.1],
      [5, 5],
      [0, 0],
    ] as const) {
      const { ticks, at } = spanAxis(lowest, highest, String);
      expect(ticks.length).toBeWithin(2, 8);
      expect(at(lowest)).toBeWithin(-1e-6, 1);
      expect(at(highest)).toBeWithin(0, 1 + 1e-6);
      for (const [index, tick] of ticks.entries()) {
        expect(tick.at).toBeCloseTo(index / (ticks.length - 1), 9);
        expect(at(Number(tick.label))).toBeCloseTo(tick.at, 3);
      }
    }
  });
});

test("a logarithmic axis holds both ends, and spaces equal factors equally", () => {
  const { at } = logAxis([0.02, 31], String);
  expect(at(0.02)).toBe(0);
  expect(at(31)).toBeWithin(0.5, 1);
  expect(at(1) - at(0.1)).toBeCloseTo(at(10) - at(1), 9);
});

test("a wide logarithmic axis has a tick at powers of ten only, a narrow one between them too", () => {
  expect(logAxis([0.01, 5000], String).ticks.map(({ label }) => label)).toEqual([
    "0.01",
    "0.1",
    "1",
    "10",
    "100",
    "1000",
  ]);
  expect(logAxis([15, 15_000], String).ticks.map(({ label }) => label)).toContain("100");
  expect(logAxis([0.3, 3], String).ticks.map(({ label }) => label)).toEqual(["0.2", "0.5", "1", "2", "5"]);
});

test("an axis without a positive value has no ticks", () => {
  expect(logAxis([], String).ticks).toEqual([]);
  expect(logAxis([0, Number.NaN], String).ticks).toEqual([]);
});
