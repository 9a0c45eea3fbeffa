import { expect, test } from "bun:test";
import { ClosedLoop } from "../../src/bench/closed-loop.ts";
import { LoopPlayer } from "./loop-player.ts";

const FOREVER = Number.POSITIVE_INFINITY;

function start(
  connections: number,
  pipeline: number,
  requests: number,
  window = { measureFrom: 0, measureTo: FOREVER },
) {
  const player = new LoopPlayer(connections);
  return { player, loop: new ClosedLoop(window, pipeline, requests, player.send, player.recorder) };
}

test("a connection sends its next batch as soon as the last one is answered", () => {
  const { player, loop } = start(2, 16, FOREVER);
  player.free(loop, 0);
  player.reply(loop, 1, 5);
  expect(player.sent).toEqual([
    { connection: 0, count: 16, at: 0 },
    { connection: 1, count: 16, at: 0 },
    { connection: 1, count: 16, at: 5 },
  ]);
  expect(player.recorder).toMatchObject({ replies: 16, timings: 1, bytesReceived: 224 });
  expect(player.recorder.latency.maxNs).toBe(5_000_000);
});

test("exactly the planned number of requests is sent", () => {
  const { player, loop } = start(2, 4, 10);
  player.free(loop, 0);
  for (let round = 0; round < 5; round++) player.reply(loop, round % 2, round);
  expect(player.sent.map(({ count }) => count)).toEqual([4, 4, 2]);
  expect(loop.isExhausted).toBe(true);
});

test("replies to requests sent before the measured time are not measured", () => {
  const { player, loop } = start(1, 1, 1, { measureFrom: 10, measureTo: FOREVER });
  player.free(loop, 5);
  player.reply(loop, 0, 12);
  expect(player.recorder.replies).toBe(0);
  player.reply(loop, 0, 20);
  expect(player.recorder.replies).toBe(1);
  expect(player.sent).toHaveLength(2);
});

test("no request is sent after the measured time; replies in flight still count", () => {
  const { player, loop } = start(1, 1, FOREVER, { measureFrom: 0, measureTo: 10 });
  player.free(loop, 9);
  player.reply(loop, 0, 15);
  expect(player.sent).toHaveLength(1);
  expect(player.recorder.replies).toBe(1);
});
