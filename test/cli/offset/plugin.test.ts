import { expect, test } from "bun:test";
import { stateOf } from "../../../src/cli/offset/plugin.ts";

const range = (lowMs: number, highMs: number) => ({
  lowMs,
  highMs,
  offsetMs: (lowMs + highMs) / 2,
  boundMs: (highMs - lowMs) / 2,
});

test.each([
  [-1, 1, "OK"],
  [99, 100, "OK"],
  [101, 102, "WARNING"],
  [-102, -101, "WARNING"],
  [900, 1_100, "WARNING"],
  [1_001, 1_002, "CRITICAL"],
  [-2_000, -1_500, "CRITICAL"],
  [90, 110, "UNKNOWN"],
  [-500, 500, "UNKNOWN"],
] as const)("an offset from %p to %p ms is %p with --warn 100ms --crit 1s", (lowMs, highMs, state) => {
  expect(stateOf(range(lowMs, highMs), { warnMs: 100, critMs: 1_000 })).toBe(state);
});
