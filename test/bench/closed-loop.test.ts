import { expect, test } from "bun:test";
import { ClosedLoop } from "../../src/bench/closed-loop.ts";
import { lowestOf } from "../../src/bench/tally.ts";
import { LoopPlayer } from "./loop-player.ts";

const FOREVER = Number.POSITIVE_INFINITY;

function start(
  connections: number,
  pipeline: number,
  requests: number,
  window = { measureFrom: 0, measureTo: FOREVER },
) {
  const player = new LoopPlayer(connections, "closed");
  const { send, recorder, unanswered } = player;
  return { player, loop: new ClosedLoop(window, pipeline, requests, send, recorder, unanswered) };
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

const MS = 1_000_000;

test("a request that gets no answer counts with its wait until the time-out, also if its connection was closed early", () => {
  const { player, loop } = start(2, 4, FOREVER);
  player.free(loop, 0);
  player.lose(loop, 0, 3); // closed after 3 ms
  player.lose(loop, 1, 1010); // silent until the time-out
  player.unanswered.expire(1005);
  expect(player.recorder).toMatchObject({ unanswered: 8, replies: 0, timings: 2 });
  const { first, maxNs } = player.recorder.latency.data();
  expect(lowestOf(first)).toBeWithin(999 * MS, 1000.1 * MS);
  expect(maxNs).toBe(1010 * MS);
});

test("a request that is lost shortly before the end counts with its wait until then", () => {
  const { player, loop } = start(1, 1, FOREVER);
  player.free(loop, 100);
  player.lose(loop, 0, 101);
  expect(player.recorder.unanswered).toBe(0);
  player.unanswered.end(150);
  expect(player.recorder.unanswered).toBe(1);
  expect(player.recorder.latency.maxNs).toBe(50 * MS);
});

test("of a wait that began in the warm-up only the part in the measured time counts", () => {
  const { player, loop } = start(2, 1, FOREVER, { measureFrom: 100, measureTo: FOREVER });
  player.free(loop, 0);
  player.lose(loop, 0, 90); // in the warm-up: not measured
  player.lose(loop, 1, 1000);
  player.unanswered.end(1000);
  expect(player.recorder.unanswered).toBe(1);
  expect(player.recorder.latency.maxNs).toBe(900 * MS);
});

test("a connection that cannot be opened is a client without an answer", () => {
  const { player, loop } = start(1, 16, FOREVER);
  const [connection] = player.connections;
  if (connection === undefined) throw new Error("no connection");
  connection.dialedAt = 20;
  loop.notOpened(connection, 21); // refused
  player.unanswered.end(500);
  expect(player.recorder).toMatchObject({ unanswered: 1, timings: 1 });
  expect(player.recorder.latency.maxNs).toBe(480 * MS);
});
