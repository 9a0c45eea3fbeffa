import { expect, test } from "bun:test";
import { Recorder } from "../../src/bench/recorder.ts";
import { Timeline } from "../../src/bench/timeline.ts";

function part(replies: number) {
  const recorder = new Recorder();
  recorder.replies = replies;
  recorder.timings = replies;
  recorder.latency.add(2, replies);
  return recorder.take(undefined);
}

test("a point is complete when every thread has posted its slice, and is the sum of their rates", () => {
  const timeline = new Timeline(2);
  expect(timeline.add(0, 0, 250, part(50))).toEqual([]);
  const [point] = timeline.add(1, 0, 500, part(50));
  expect(point).toEqual({
    atSeconds: 0.125,
    repliesPerSecond: 300,
    p50Ms: expect.closeTo(2, 2),
    p99Ms: null,
    errors: 0,
  });
});

test("a slice skipped by a late thread does not delay the others", () => {
  const timeline = new Timeline(2);
  timeline.add(0, 0, 250, part(1));
  timeline.add(0, 1, 250, part(1));
  expect(timeline.add(1, 1, 500, part(1)).map(({ atSeconds }) => atSeconds)).toEqual([0.125, 0.375]);
  expect(timeline.total.replies).toBe(3);
});
