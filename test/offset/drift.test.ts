import { expect, test } from "bun:test";
import { driftOf, limitsOf, offsetAt } from "../../src/offset/drift.ts";

const band = (ppm: number, halfMs: number, seconds: readonly number[]) => ({
  lows: seconds.map((at) => ({ atMs: at * 1000, offsetMs: (at * ppm) / 1000 - halfMs })),
  highs: seconds.map((at) => ({ atMs: at * 1000, offsetMs: (at * ppm) / 1000 + halfMs })),
});

test("the drift's interval contains the rate, and narrows with time", () => {
  const { lows, highs } = band(20, 0.5, [0, 10, 20, 100]);
  expect(driftOf(limitsOf(lows, highs))).toEqual({ lowPpm: 10, highPpm: 30 });
  const long = band(20, 0.5, [0, 1_000]);
  expect(driftOf(limitsOf(long.lows, long.highs))).toEqual({ lowPpm: 19, highPpm: 21 });
});

test("one measurement allows any drift", () => {
  const { lows, highs } = band(20, 0.5, [5]);
  expect(driftOf(limitsOf(lows, highs))).toEqual({ lowPpm: -Infinity, highPpm: Infinity });
});

test("no rate fits a clock that was set", () => {
  const { lows, highs } = band(0, 0.5, [0, 1, 2]);
  const set = {
    lows: [...lows, { atMs: 3_000, offsetMs: 50 }],
    highs: [...highs, { atMs: 3_000, offsetMs: 51 }],
  };
  const back = {
    lows: [...set.lows, { atMs: 4_000, offsetMs: -1 }],
    highs: [...set.highs, { atMs: 4_000, offsetMs: 1 }],
  };
  const { lowPpm, highPpm } = driftOf(limitsOf(back.lows, back.highs));
  expect(lowPpm).toBeGreaterThan(highPpm);
});

test("of several limits at one instant the tightest counts", () => {
  const at = (...offsets: readonly number[]) => offsets.map((offsetMs) => ({ atMs: 1_000, offsetMs }));
  const limits = limitsOf(at(1, 5, 3), at(9, 7, 8));
  expect(offsetAt(limits, { lowPpm: 0, highPpm: 0 }, 1_000)).toEqual({ lowMs: 5, highMs: 7 });
});

test("between two instants the offset is known better than before and after them", () => {
  const { lows, highs } = band(0, 0.5, [0, 10]);
  const widthAt = (seconds: number) => {
    const { lowMs, highMs } = offsetAt(limitsOf(lows, highs), { lowPpm: -100, highPpm: 100 }, seconds * 1000);
    return highMs - lowMs;
  };
  expect(widthAt(5)).toBeCloseTo(1, 9);
  expect(widthAt(15)).toBeCloseTo(2, 9);
  expect(widthAt(-5)).toBeCloseTo(2, 9);
});
