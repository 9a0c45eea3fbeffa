import { expect, test } from "bun:test";
import { usualRoundTripMs } from "../../src/offset/reading.ts";
import {
  instantsOf,
  isMissed,
  next,
  requestsOfRound,
  sendWindow,
  targetMs,
  wakeLeadMs,
} from "../../src/offset/round.ts";

test("requests are sent where they can still narrow the bound", () => {
  expect(sendWindow({ lowMs: -700, highMs: -500 }, 40)).toEqual({ fromMs: 500, lengthMs: 160 });
  expect(sendWindow({ lowMs: 0, highMs: 30 }, 40).lengthMs).toBe(0);
  expect(sendWindow({ lowMs: 0, highMs: 3_000 }, 40).lengthMs).toBe(1_000);
});

test("a rich budget sends as many as may be in flight, and a poor one bisects", () => {
  expect(requestsOfRound(1_000, 0.05, { left: 60, most: 8 })).toBe(8);
  expect(requestsOfRound(1_000, 0.05, { left: 9, most: 8 })).toBe(1);
  expect(requestsOfRound(0.5, 0.05, { left: 3, most: 8 })).toBe(3);
  expect(requestsOfRound(1_000, 0.05, { left: 240, most: 32 })).toBe(32);
});

test("the instants of a round are in the window around the next change of the second", () => {
  expect(instantsOf({ fromMs: 250, lengthMs: 80 }, 3, 10_100)).toEqual([10_270, 10_290, 10_310]);
  expect(instantsOf({ fromMs: 250, lengthMs: 80 }, 3, 10_269)).toEqual([11_270, 11_290, 11_310]);
  const wide = instantsOf({ fromMs: 250, lengthMs: 1_000 }, 4, 10_600);
  expect(wide).toEqual([10_650, 10_850, 11_050, 11_450].map(() => expect.any(Number)));
  expect(Math.max(...wide) - Math.min(...wide)).toBeLessThan(1_000);
});

test("before a window one request may come alone, and before a short one two more wake the server", () => {
  const places = (lengthMs: number, count: number) => {
    const instants = instantsOf({ fromMs: 250, lengthMs }, count, 10_000, 10);
    return instants.map((at) => Math.round((at - 10_250) * 100) / 100);
  };
  expect(places(1.2, 8)).toEqual([-10, -0.35, -0.15, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(places(80, 8)).toEqual([-10, 10, 20, 30, 40, 50, 60, 70]);
  expect(places(80, 3)).toEqual([20, 40, 60]);
  expect(instantsOf({ fromMs: 250, lengthMs: 1 }, 6, 10_000)[0]).toBeCloseTo(10_249.65, 6);
});

test("a server that is slow to wake up is woken earlier, and a slow network changes nothing", () => {
  expect(wakeLeadMs(0)).toBe(0.35);
  expect(wakeLeadMs(0.2)).toBe(0.35);
  expect(wakeLeadMs(0.6)).toBeCloseTo(0.78, 6);
  expect(wakeLeadMs(30)).toBe(0.35);
  const [alone = 0, wake = 0, again = 0, first = 0] = instantsOf(
    { fromMs: 250, lengthMs: 1.2 },
    8,
    10_000,
    10,
    1,
  );
  expect([alone, wake, again, first].map((at) => Math.round((at - 10_250) * 100) / 100)).toEqual([
    -10, -1, -0.43, 0.2,
  ]);
});

test("the usual round trip is the median, which one slow reply does not move", () => {
  const reading = (tookMs: number) => ({ sentMs: 10, receivedMs: 10 + tookMs, second: 1, connection: 1 });
  expect(usualRoundTripMs([])).toBe(0);
  expect(usualRoundTripMs([0.5, 0.25, 64, 0.5, 1].map(reading))).toBe(0.5);
});

test("the next instant of a place in a second is never in the past", () => {
  expect(next(-300, 5_000)).toBe(5_700);
  expect(next(5_000, 5_000)).toBe(5_000);
  expect(next(4_999, 5_000)).toBe(5_999);
});

test("the target follows the round trip, within limits", () => {
  expect([0.01, 10, 1_000].map(targetMs)).toEqual([0.05, 0.2, 0.5]);
});

test("a round of some instants is missed when its length has passed once more; a single request is never missed", () => {
  expect(isMissed([1_000, 1_003], 1_006)).toBe(false);
  expect(isMissed([1_000, 1_003], 1_006.1)).toBe(true);
  expect(isMissed([1_000, 1_000.2], 1_000.6)).toBe(false);
  expect(isMissed([1_000], 1_900)).toBe(false);
});
