import { expect, test } from "bun:test";
import { Recorder } from "../../src/bench/recorder.ts";
import { Unanswered } from "../../src/bench/unanswered.ts";

const lost = (sentAt: number, count = 1) => ({ count, dueAt: sentAt, intervalMs: 0, sentAt });

test("waits are counted when they are over, in whatever order they began", () => {
  const recorder = new Recorder();
  const unanswered = new Unanswered(100, recorder, "closed");
  for (const sentAt of [50, 0, 20]) unanswered.add(lost(sentAt), 60);
  const counted = [99, 100, 120, 149, 150].map((now) => {
    unanswered.expire(now);
    return recorder.unanswered;
  });
  expect(counted).toEqual([0, 1, 2, 2, 3]);
  expect(recorder.latency.maxNs).toBe(100_000_000);
});

test("what is given up after the end counts at once, with its whole wait", () => {
  const recorder = new Recorder();
  const unanswered = new Unanswered(1000, recorder, "closed");
  unanswered.end(100);
  unanswered.add(lost(90), 490);
  expect(recorder.unanswered).toBe(1);
  expect(recorder.latency.maxNs).toBe(400_000_000);
});

test("a server that closes every connection cannot fill the memory: all are counted, the oldest earlier", () => {
  const recorder = new Recorder();
  const unanswered = new Unanswered(86_400_000, recorder, "closed");
  for (let at = 0; at < 50_000; at++) unanswered.add(lost(at), at);
  expect(recorder.unanswered).toBeWithin(40_000, 50_001);
  unanswered.end(60_000);
  expect(recorder.unanswered).toBe(50_000);
});
