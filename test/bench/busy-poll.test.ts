import { expect, test } from "bun:test";
import { BusyPoll } from "../../src/bench/busy-poll.ts";

/** Of 10,000 idle periods, how many were polled if polling finds something as `finds` decides. */
function polls(finds: (period: number) => boolean): number {
  const poll = new BusyPoll();
  let polled = 0;
  for (let period = 0; period < 10_000; period++) {
    if (!poll.isWorthwhile) continue;
    polled++;
    poll.polled(finds(period));
  }
  return polled;
}

test("a thread goes on polling while it finds replies", () => {
  expect(polls(() => true)).toBe(10_000);
  expect(polls((period) => period % 3 === 0)).toBe(10_000);
});

test("a thread that finds none polls in one idle period of nine", () => {
  expect(polls(() => false)).toBeWithin(1000, 1300);
});

test("it resumes when polling finds replies again", () => {
  expect(polls((period) => period >= 5000)).toBeGreaterThan(5400);
});
