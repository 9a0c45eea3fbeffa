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

test("many in time add one job, never as many as were once too many", () => {
  const pace = new Pace(8);
  pace.late();
  expect(pace.jobs).toBe(4);
  expect(inTime(pace, 15)).toBe(4);
  expect(inTime(pace, 1)).toBe(5);
  expect(inTime(pace, 1000)).toBe(7);
  pace.late();
  expect(inTime(pace, 1000)).toBe(6);
});

test("without late timers it stays at what was asked for", () => {
  expect(inTime(new Pace(3), 1000)).toBe(3);
});
