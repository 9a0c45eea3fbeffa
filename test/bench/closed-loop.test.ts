import { expect, test } from "bun:test";
import { ClosedLoop } from "../../src/bench/closed-loop.ts";
import { Pacing } from "./pacing.ts";

const FOREVER = Number.POSITIVE_INFINITY;

function start(
  lanes: number,
  pipeline: number,
  requests: number,
  window = { measureFrom: 0, measureTo: FOREVER },
) {
  const pacing = new Pacing(lanes);
  return { pacing, pace: new ClosedLoop(window, pipeline, requests, pacing.send, pacing.recorder) };
}

test("a connection gets its next batch as soon as it was answered", () => {
  const { pacing, pace } = start(2, 16, FOREVER);
  pacing.free(pace, 0);
  pacing.reply(pace, 1, 5);
  expect(pacing.sent).toEqual([
    { lane: 0, count: 16, at: 0 },
    { lane: 1, count: 16, at: 0 },
    { lane: 1, count: 16, at: 5 },
  ]);
  expect(pacing.recorder).toMatchObject({ replies: 16, timings: 1, bytesIn: 224 });
  expect(pacing.recorder.latency.maxNs).toBe(5_000_000);
});

test("exactly as many requests go out as were wanted", () => {
  const { pacing, pace } = start(2, 4, 10);
  pacing.free(pace, 0);
  for (let round = 0; round < 5; round++) pacing.reply(pace, round % 2, round);
  expect(pacing.sent.map(({ count }) => count)).toEqual([4, 4, 2]);
  expect(pace.isExhausted).toBe(true);
});

test("what was sent before the measured time is answered and not measured", () => {
  const { pacing, pace } = start(1, 1, 1, { measureFrom: 10, measureTo: FOREVER });
  pacing.free(pace, 5);
  pacing.reply(pace, 0, 12);
  expect(pacing.recorder.replies).toBe(0);
  pacing.reply(pace, 0, 20);
  expect(pacing.recorder.replies).toBe(1);
  expect(pacing.sent).toHaveLength(2);
});

test("nothing goes out when the time is over; what is under way still counts", () => {
  const { pacing, pace } = start(1, 1, FOREVER, { measureFrom: 0, measureTo: 10 });
  pacing.free(pace, 9);
  pacing.reply(pace, 0, 15);
  expect(pacing.sent).toHaveLength(1);
  expect(pacing.recorder.replies).toBe(1);
});
