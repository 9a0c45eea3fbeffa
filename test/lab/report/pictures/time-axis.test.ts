import { expect, test } from "bun:test";
import { ticksOf } from "../../../../src/lab/report/pictures/time-axis.ts";

const texts = (from: number, to: number) => ticksOf(from, to).marks.map(({ text }) => text);

test("an axis has a few round marks in a suitable unit", () => {
  expect([ticksOf(0, 12).unit, ...texts(0, 12)]).toEqual(["s", "0", "2", "4", "6", "8", "10", "12"]);
  expect([ticksOf(7, 7.55).unit, ...texts(7, 7.55)]).toEqual(["ms", "0", "100", "200", "300", "400", "500"]);
  expect(ticksOf(0, 0.00042).unit).toBe("µs");
});

test("marks lie within the axis", () => {
  for (const to of [1e-6, 0.0123, 1, 59.9, 86_400]) {
    const { marks } = ticksOf(5, 5 + to);
    expect(marks.length).toBeWithin(2, 9);
    expect(marks.every(({ at }) => at >= 5 && at <= 5 + to * 1.0001)).toBe(true);
  }
});
