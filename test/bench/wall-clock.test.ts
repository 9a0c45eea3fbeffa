import { expect, test } from "bun:test";
import { WallClock } from "../../src/bench/wall-clock.ts";

test("of a clock that rounds down, the reading right after a tick is the most accurate", () => {
  const clock = new WallClock();
  for (const monotonic of [10.9, 20.5, 30.01]) clock.read(Math.floor(1_000_000 + monotonic), monotonic);
  expect(clock.wallAt(40)).toBeCloseTo(1_000_039.99, 6);
  expect(clock.monotonicAt(clock.wallAt(40))).toBeCloseTo(40, 6);
});

test("a wall clock that was set back is followed after 16 readings", () => {
  const clock = new WallClock();
  clock.read(1_000_000, 0);
  for (let reading = 1; reading <= 16; reading++) clock.read(500_000 + reading, reading);
  expect(clock.wallAt(16)).toBe(500_016);
});
