import { expect, test } from "bun:test";
import type { Loop } from "../../src/bench/closed-loop.ts";
import type { Connection } from "../../src/bench/connection.ts";
import { OpenLoop } from "../../src/bench/open-loop.ts";
import { Schedule } from "../../src/bench/schedule.ts";
import { LoopPlayer } from "./loop-player.ts";

/** One request every 10 ms, from 0 on. */
function start(connections: number, pipeline: number, window = { measureFrom: 0, measureTo: 1000 }) {
  const player = new LoopPlayer(connections, "open");
  let woken = 0;
  const actions = { send: player.send, wake: () => woken++ };
  const loop = new OpenLoop(
    window,
    new Schedule(0, 100),
    { pipeline, connections },
    actions,
    player.recorder,
    player.unanswered,
  );
  player.free(loop, -1);
  return { player, loop, woken: () => woken };
}

test("requests are sent when due, and the next scheduled time is returned", () => {
  const { player, loop } = start(3, 1);
  expect(loop.tick(0)).toBe(10);
  expect(loop.tick(5)).toBe(10);
  expect(loop.tick(10)).toBe(20);
  expect(player.sent).toEqual([
    { connection: 0, count: 1, at: 0 },
    { connection: 1, count: 1, at: 10 },
  ]);
});

test("latency counts from the scheduled time, uncorrected latency from the send", () => {
  const { player, loop } = start(1, 1);
  loop.tick(0);
  loop.tick(10);
  player.reply(loop, 0, 100); // the server stalled; the request of 10 ms is sent now
  player.reply(loop, 0, 101);
  expect(player.sent.at(1)).toEqual({ connection: 0, count: 1, at: 100 });
  const { latency, uncorrected, lateByServer, lateByGenerator } = player.recorder;
  expect([latency.maxNs, uncorrected.maxNs]).toEqual([100_000_000, 100_000_000]);
  latency.clear();
  uncorrected.clear();
  player.reply(loop, 0, 102); // due at 20 ms, sent at 101
  expect([latency.maxNs, uncorrected.maxNs]).toEqual([82_000_000, 1_000_000]);
  expect([lateByServer, lateByGenerator]).toEqual([2, 0]);
});

test("due requests are spread evenly over the free connections, in batches of at most --pipeline", () => {
  const { player, loop } = start(3, 4);
  loop.tick(55);
  expect(player.sent.map(({ count }) => count)).toEqual([2, 2, 2]);
  for (const connection of [0, 1, 2]) player.reply(loop, connection, 56);
  loop.tick(505);
  expect(player.sent.slice(3).map(({ count }) => count)).toEqual([4, 4, 4]);
});

test("an idle connection that is lost and dialled again is queued once", () => {
  const { player, loop } = start(2, 1);
  player.free(loop, 0.5);
  loop.tick(35);
  expect(player.sent.map(({ connection }) => connection)).toEqual([0, 1]);
});

test("lateness counts for the generator if a connection was free", () => {
  const { player, loop } = start(2, 1);
  loop.tick(5);
  expect([player.recorder.lateByServer, player.recorder.lateByGenerator]).toEqual([0, 1]);
});

test("a loop without a free connection is woken when one becomes free", () => {
  const { player, loop, woken } = start(1, 1);
  loop.tick(0);
  expect(loop.tick(1)).toBe(Number.POSITIVE_INFINITY);
  expect(woken()).toBe(0);
  player.reply(loop, 0, 2);
  expect(woken()).toBe(1);
  expect(loop.tick(2)).toBe(10);
});

test("requests due but never sent are counted, with their wait so far", () => {
  const { player, loop } = start(1, 1, { measureFrom: 10, measureTo: 100 });
  loop.tick(0);
  loop.end(100);
  expect(player.recorder.unsent).toBe(9); // due at 10 to 90 ms; 0 is before the measured time
  expect(player.recorder.latency.maxNs).toBe(90_000_000);
  expect(loop.tick(200)).toBe(Number.POSITIVE_INFINITY);
});

test("requests without an answer count from their scheduled times, and from the send, until the time-out", () => {
  const { player, loop } = start(1, 4, { measureFrom: 10, measureTo: 5000 });
  loop.tick(0);
  player.reply(loop, 0, 35); // those of 10, 20 and 30 ms are sent now
  player.lose(loop, 0, 36);
  const { latency, uncorrected } = player.recorder;
  latency.clear();
  uncorrected.clear();
  player.unanswered.expire(2000);
  expect(player.recorder).toMatchObject({ unanswered: 3, unsent: 0 });
  expect([latency.maxNs, uncorrected.maxNs]).toEqual([1_025_000_000, 1_000_000_000]);
});

test("a connection that cannot be opened loses no request: those that are due wait for another one", () => {
  const { player, loop }: { player: LoopPlayer; loop: Loop } = start(1, 1);
  loop.notOpened(player.connections[0] as Connection, 500);
  player.unanswered.end(600);
  expect(player.recorder.unanswered).toBe(0);
});
