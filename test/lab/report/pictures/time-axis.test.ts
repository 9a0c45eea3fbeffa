import { expect, test } from "bun:test";
import { ticksOf } from "../../../../src/lab/report/pictures/time-axis.ts";

const texts = (from: number, to: number) => ticksOf(from, to).map(({ text }) => text);

test("an axis has a few round marks in seconds", () => {
  expect(texts(0, 12)).toEqual(["0", "2", "4", "6", "8", "10", "12"]);
  expect(texts(7, 7.55)).toEqual(["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]);
  expect(texts(0, 0.00042)).toEqual(["0.0000", "0.0001", "0.0002", "0.0003", "0.0004"]);
});

test("marks lie within the axis, and no two have the same text", () => {
  for (const to of [1e-6, 0.0123, 0.3, 1, 59.9, 86_400]) {
    const marks = ticksOf(5, 5 + to);
    expect(marks.length).toBeWithin(2, 9);
    expect(marks.every(({ at }) => at >= 5 && at <= 5 + to * 1.0001)).toBe(true);
    expect(new Set(marks.map(({ text }) => text)).size).toBe(marks.length);
  }
});
