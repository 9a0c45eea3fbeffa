import { expect, test } from "bun:test";
import { connectionsPerDot, dotsOf, LANE_DOTS } from "../../../../src/monitor/page/figures/dots.ts";

test("a dot is one connection while there is room, then 2, 5, 10 and so on", () => {
  expect([0, 1, 24, 25, 48, 49, 121, 10_000].map(connectionsPerDot)).toEqual([1, 1, 1, 2, 2, 5, 10, 500]);
});

test("no lane overflows, and a thread with a connection has a dot", () => {
  for (const open of [1, 7, 24, 25, 333, 10_000]) {
    expect(dotsOf(open, connectionsPerDot(open))).toBeWithin(1, LANE_DOTS + 1);
  }
  expect(dotsOf(1, 500)).toBe(1);
  expect(dotsOf(0, 500)).toBe(0);
});
