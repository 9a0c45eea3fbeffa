import { expect, test } from "bun:test";
import { drawPlot, linearTicks, logTicks } from "../../../src/cli/bench/plot.ts";

test("an axis from nothing has few round numbers, the last at or above the highest value", () => {
  for (const highest of [0.003, 1, 7, 99, 4999, 123_456]) {
    const { ticks, top } = linearTicks(highest, String);
    expect(top).toBeGreaterThanOrEqual(highest);
    expect(ticks.length).toBeWithin(2, 7);
    expect([ticks[0]?.at, ticks.at(-1)?.at]).toEqual([0, 1]);
  }
});

test("a logarithmic axis holds both ends, and puts a tenfold value as far as the next", () => {
  const { at } = logTicks(0.02, 31, String);
  expect(at(0.02)).toBe(0);
  expect(at(31)).toBeLessThan(1);
  expect(at(1) - at(0.1)).toBeCloseTo(at(10) - at(1), 9);
});

test("no word of a title becomes a tag, and nothing becomes no number", () => {
  const series = [{ name: "one", color: "red", isFilled: true, points: [] }];
  const svg = drawPlot({ title: "<script>&", note: "", xTicks: [], yTicks: [], series }, 0);
  expect(svg).toContain("&lt;script&gt;&amp;");
  expect(svg).not.toContain("NaN");
});
