import { expect, test } from "bun:test";
import { OpenLoop } from "../../src/bench/open-loop.ts";
import { Schedule } from "../../src/bench/schedule.ts";
import { Pacing } from "./pacing.ts";

/** A request every 10 ms from 0 on. */
function start(lanes: number, pipeline: number, window = { measureFrom: 0, measureTo: 1000 }) {
  const pacing = new Pacing(lanes);
  let woken = 0;
  const acts = { send: pacing.send, wake: () => woken++ };
  const pace = new OpenLoop(window, new Schedule(0, 100), { pipeline, lanes }, acts, pacing.recorder);
  pacing.free(pace, -1);
  return { pacing, pace, woken: () => woken };
}

test("requests go out when they are due, and the next moment is told", () => {
  const { pacing, pace } = start(3, 1);
  expect(pace.tick(0)).toBe(10);
  expect(pace.tick(5)).toBe(10);
  expect(pace.tick(10)).toBe(20);
  expect(pacing.sent).toEqual([
    { lane: 0, count: 1, at: 0 },
    { lane: 1, count: 1, at: 10 },
  ]);
});

test("latency counts from the moment a request was due, beside that from when it was sent", () => {
  const { pacing, pace } = start(1, 1);
  pace.tick(0);
  pace.tick(10);
  pacing.reply(pace, 0, 100); // the server stood still; the request of 10 ms goes out now
  pacing.reply(pace, 0, 101);
  expect(pacing.sent.at(1)).toEqual({ lane: 0, count: 1, at: 100 });
  const { latency, uncorrected, lateByServer, lateByGenerator } = pacing.recorder;
  expect([latency.maxNs, uncorrected.maxNs]).toEqual([100_000_000, 100_000_000]);
  latency.clear();
  uncorrected.clear();
  pacing.reply(pace, 0, 102); // due at 20 ms, sent at 101
  expect([latency.maxNs, uncorrected.maxNs]).toEqual([82_000_000, 1_000_000]);
  expect([lateByServer, lateByGenerator]).toEqual([2, 0]);
});

test("what waits is spread evenly over the free connections, and no batch is larger than it may be", () => {
  const { pacing, pace } = start(3, 4);
  pace.tick(55);
  expect(pacing.sent.map(({ count }) => count)).toEqual([2, 2, 2]);
  for (const lane of [0, 1, 2]) pacing.reply(pace, lane, 56);
  pace.tick(505);
  expect(pacing.sent.slice(3).map(({ count }) => count)).toEqual([4, 4, 4]);
});

test("a connection that is lost and back while it had nothing to do stands in line once", () => {
  const { pacing, pace } = start(2, 1);
  pacing.free(pace, 0.5);
  pace.tick(35);
  expect(pacing.sent.map(({ lane }) => lane)).toEqual([0, 1]);
});

test("it is the generator's fault where a connection was free", () => {
  const { pacing, pace } = start(2, 1);
  pace.tick(5);
  expect([pacing.recorder.lateByServer, pacing.recorder.lateByGenerator]).toEqual([0, 1]);
});

test("whoever sleeps because no connection is free is woken when one is", () => {
  const { pacing, pace, woken } = start(1, 1);
  pace.tick(0);
  expect(pace.tick(1)).toBe(Number.POSITIVE_INFINITY);
  expect(woken()).toBe(0);
  pacing.reply(pace, 0, 2);
  expect(woken()).toBe(1);
  expect(pace.tick(2)).toBe(10);
});

test("what was due and never sent is counted, with the wait that it had", () => {
  const { pacing, pace } = start(1, 1, { measureFrom: 10, measureTo: 100 });
  pace.tick(0);
  pace.end(100);
  expect(pacing.recorder.unsent).toBe(9); // due at 10 to 90 ms; 0 is before the measured time
  expect(pacing.recorder.latency.maxNs).toBe(90_000_000);
  expect(pace.tick(200)).toBe(Number.POSITIVE_INFINITY);
});
