import { expect, test } from "bun:test";
import { driftOf } from "../../src/offset/drift.ts";

const band = (ppm: number, halfMs: number, seconds: readonly number[]) => ({
  lows: seconds.map((at) => ({ atMs: at * 1000, offsetMs: (at * ppm) / 1000 - halfMs })),
  highs: seconds.map((at) => ({ atMs: at * 1000, offsetMs: (at * ppm) / 1000 + halfMs })),
});

test("the drift's interval contains the rate, and narrows with time", () => {
  const { lows, highs } = band(20, 0.5, [0, 10, 20, 100]);
  expect(driftOf({ lows, highs })).toEqual({ lowPpm: 10, highPpm: 30 });
  const long = band(20, 0.5, [0, 1_000]);
  expect(driftOf({ lows: long.lows, highs: long.highs })).toEqual({ lowPpm: 19, highPpm: 21 });
});

test("one measurement allows any drift", () => {
  const { lows, highs } = band(20, 0.5, [5]);
  expect(driftOf({ lows, highs })).toEqual({ lowPpm: -Infinity, highPpm: Infinity });
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
  const { lowPpm, highPpm } = driftOf({ lows: back.lows, highs: back.highs });
  expect(lowPpm).toBeGreaterThan(highPpm);
});
