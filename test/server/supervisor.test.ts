/** What the main thread knows of its serving threads, in this process. */
import { expect, test } from "bun:test";
import type { ServerEvent } from "../../src/server/events.ts";
import { startServer } from "../../src/server/supervisor.ts";

test("each thread is told of: that it serves, how often it was replaced, and when it last got on", async () => {
  const events: ServerEvent[] = [];
  const limits = { maxConnections: 10, idleSeconds: 10, lineSeconds: 10, stallSeconds: 10, drainSeconds: 1 };
  const settings = {
    addresses: ["127.0.0.1"],
    port: 0,
    threads: 3,
    zone: "UTC",
    pattern: "%T",
    lenient: false,
  };
  const server = await startServer({ ...settings, limits, tellsSessions: false }, (event) =>
    events.push(event),
  );
  const threads = server.threads();
  expect(threads.map(({ thread, isAlive, restarts }) => [thread, isAlive, restarts])).toEqual([
    [0, true, 0],
    [1, true, 0],
    [2, true, 0],
  ]);
  for (const { lastBeatAgoMs } of threads) expect(lastBeatAgoMs).toBeWithin(0, 2_000);
  await server.stop();
  expect(server.threads().filter(({ isAlive }) => isAlive)).toEqual([]);
  expect(events.map(({ kind }) => kind)).toEqual(["draining", "stopped"]);
}, 20_000);
