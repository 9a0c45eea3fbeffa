import { expect, test } from "bun:test";
import { Pace } from "../../../src/grade/schedule/pace.ts";

function inTime(pace: Pace, times: number): number {
  for (let time = 0; time < times; time += 1) pace.inTime();
  return pace.jobs;
}

test("late timers halve the jobs at once, down to one", () => {
  const pace = new Pace(5);
  expect([pace.late(), pace.jobs]).toEqual([true, 2]);
  expect([pace.late(), pace.jobs]).toEqual([true, 1]);
  expect([pace.late(), pace.jobs]).toEqual([false, 1]);
});

test("as many in time as run at once add one job; as many as were too many take eight times as long", () => {
  const pace = new Pace(8);
  pace.late();
  expect(pace.jobs).toBe(4);
  expect(inTime(pace, 3)).toBe(4);
  expect(inTime(pace, 1)).toBe(5);
  expect(inTime(pace, 5 + 6)).toBe(7);
  expect(inTime(pace, 8 * 7 - 1)).toBe(7);
  expect(inTime(pace, 1)).toBe(8);
});

test("when what made the machine busy has ended, the rest of the class is judged at full speed", () => {
  const pace = new Pace(12);
  for (let time = 0; time < 5; time += 1) pace.late();
  expect(pace.jobs).toBe(1);
  expect(inTime(pace, 8 + (2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11))).toBe(12);
});

test("without late timers it stays at what was asked for", () => {
  expect(inTime(new Pace(3), 1000)).toBe(3);
});
