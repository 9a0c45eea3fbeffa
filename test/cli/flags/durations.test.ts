import { expect, test } from "bun:test";
import { durationFlag } from "../../../src/cli/flags/durations.ts";

const flag = durationFlag({ defaultMs: 1000, minMs: 10, maxMs: 3_600_000 }, { help: "" });

test("a time has a unit; without one it is seconds", () => {
  expect(["10", "0.5", "10s", "500ms", "2m", "1h"].map(flag.parse)).toEqual([
    10_000, 500, 10_000, 500, 120_000, 3_600_000,
  ]);
});

test("anything else, or out of range, is refused with the range", () => {
  for (const text of ["", "soon", "-1", "1d", "5ms", "2h", "1e3"])
    expect(() => flag.parse(text)).toThrow("10 ms");
});
