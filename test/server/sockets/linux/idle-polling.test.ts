/** Polling before sleeping: while work comes soon, not otherwise, and not at the cost of other processes. */
import { expect, test } from "bun:test";
import { IdlePolling } from "../../../../src/server/sockets/linux/idle-polling.ts";

const MOST_MS = 0.2;

/** How long it would poll now. */
const windowAt = (polling: IdlePolling, now = 0) => polling.until(now) - now;

/** Polls for as long as it can. */
function lookingOne(): IdlePolling {
  const polling = new IdlePolling(MOST_MS);
  for (let round = 0; round < 10; round++) polling.slept(0.1);
  return polling;
}

/** Another process keeps the CPU for this long, 3 ms each time. @returns when that is over */
function keptFor(polling: IdlePolling, from: number, milliseconds: number): number {
  for (let at = from; at < from + milliseconds; at += 3) polling.yielded(at, at + 3);
  return from + milliseconds;
}

test("a thread sleeps at once until work has come soon, then polls longer each time, up to a limit", () => {
  const polling = new IdlePolling(MOST_MS);
  expect(windowAt(polling)).toBe(0);
  const windows = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((idleMs) => {
    polling.slept(idleMs);
    return windowAt(polling);
  });
  expect(windows).toEqual([0.01, 0.02, 0.04, 0.08, 0.16, MOST_MS, MOST_MS]);
});

test("when work comes late it polls less, and then not at all", () => {
  const polling = lookingOne();
  const windows = Array.from({ length: 7 }, () => {
    polling.slept(5);
    return windowAt(polling);
  });
  expect(windows.slice(0, 2)).toEqual([0.1, 0.05]);
  expect(windows.at(-1)).toBe(0);
});

test("with a limit of 0 it never polls", () => {
  const polling = new IdlePolling(0);
  for (const idleMs of [0, 0.001, 0.1]) polling.slept(idleMs);
  expect(windowAt(polling)).toBe(0);
});

test("when others take the CPU for a moment it goes on polling", () => {
  const polling = lookingOne();
  for (let at = 0; at < 10_000; at++) polling.yielded(at, at + 0.9);
  expect(windowAt(polling, 10_000)).toBeCloseTo(MOST_MS);
});

test("when another process keeps the CPU it stops polling for a second, longer each time that this recurs", () => {
  const polling = lookingOne();
  const pauses: number[] = [];
  let now = 0;
  for (let round = 0; round < 8; round++) {
    now = keptFor(polling, now, 504);
    const paused = now;
    while (windowAt(polling, now) === 0) now += 50;
    pauses.push(Math.round((now - paused) / 1000));
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 32, 32]);
  now = keptFor(polling, now + 60_000, 504); // nothing happened for a minute
  expect(windowAt(polling, now + 900)).toBe(0);
  expect(windowAt(polling, now + 1_100)).toBeCloseTo(MOST_MS);
});
