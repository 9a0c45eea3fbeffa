/** Crowds: the connection limits hold exactly over all threads, and every slot is freed. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killThread, startFaulty } from "../support/faulty-server.ts";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { until } from "../support/within.ts";

const FULL = "ERROR too many connections\r\n";
const THREADS = ["--threads", "4"];

const folder = mkdtempSync(join(tmpdir(), "jam-crowd-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** All connect at the same moment. @returns those that were accepted, each served once and still open */
async function crowd(server: JamServer, count: number, from: string): Promise<readonly RawClient[]> {
  const clients = await Promise.all(
    Array.from({ length: count }, () => RawClient.dial(server.port, { from })),
  );
  for (const client of clients) if (!client.isEnded) client.send(REQUEST);
  await Promise.all(clients.map((client) => client.waitForBytes(REPLY_BYTES)));
  const refused = clients.filter(({ text }) => text.startsWith("ERROR"));
  for (const client of refused) {
    await client.waitForClose();
    expect(client.text).toBe(FULL);
  }
  const served = clients.filter((client) => !refused.includes(client));
  for (const { text } of served) expectTimes(text, 1);
  return served;
}

/** The server sees a client's close a moment after the client. */
async function untilAllHaveRoom(server: JamServer, count: number, from: string): Promise<void> {
  await until(
    10,
    async () => {
      const served = await crowd(server, count, from);
      for (const client of served) client.reset();
      return served.length === count;
    },
    () => `room for ${count} again`,
  );
}

test("a crowd on four threads never exceeds the limit, and each client that leaves makes room for one", async () => {
  await using server = await JamServer.start([...THREADS, "--max-connections", "20"]);
  const served = await crowd(server, 400, "127.0.0.1");
  expect(served.length).toBe(20);
  for (const client of served.slice(0, 7)) {
    client.send("QUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
  }
  await server.waitForAll(({ event, reason }) => event === "session-ended" && reason === "quit", 7);
  expect((await crowd(server, 100, "127.0.0.1")).length).toBe(7);
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 27, full: 380 + 93, "address-full": 0 });
}, 60_000);

test("an address has its own limit over four threads, and a crowd from one address leaves slots for the others", async () => {
  const limits = ["--max-connections", "100", "--max-connections-per-address", "20"];
  await using server = await JamServer.start([...THREADS, ...limits]);
  const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
  const crowds = await Promise.all(addresses.map((from) => crowd(server, 100, from)));
  expect(crowds.map(({ length }) => length)).toEqual([20, 20, 20]);
  expect((await crowd(server, 1, "127.0.0.4")).length).toBe(1);
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 61, full: 0, "address-full": 240 });
}, 60_000);

test("after a storm of resets every slot is free again, in total and per address", async () => {
  const limits = ["--max-connections", "90", "--max-connections-per-address", "30"];
  await using server = await JamServer.start([...THREADS, ...limits]);
  for (let storm = 0; storm < 8; storm++) {
    const clients = await Promise.all(
      Array.from({ length: 150 }, (_, index) =>
        RawClient.dial(server.port, { from: `127.0.0.${1 + (index % 5)}` }),
      ),
    );
    for (const client of clients) {
      if (!client.isEnded) client.send("TIM");
      client.reset();
    }
  }
  for (const from of ["127.0.0.1", "127.0.0.3", "127.0.0.5"]) await untilAllHaveRoom(server, 30, from);
  await until(
    5,
    async () => {
      const all = await Promise.all(
        ["127.0.0.6", "127.0.0.7", "127.0.0.8"].map((from) => crowd(server, 30, from)),
      );
      for (const client of all.flat()) client.reset();
      return all.flat().length === 90;
    },
    () => "room for 90",
  );
  server.signal("SIGTERM");
  expect(await server.exited).toBe(0);
}, 60_000);

test("an address's slots on a dead thread are free again, and those on living threads are not", async () => {
  const file = join(folder, "thread");
  await using server = await startFaulty(file, ["--max-connections-per-address", "30"]);
  // One after another, so that not all land on the thread that wakes first.
  for (let turn = 0; turn < 30; turn++) expect((await crowd(server, 1, "127.0.0.9")).length).toBe(1);
  killThread(0, file);
  const { sessionsLost } = await server.waitFor(({ event }) => event === "thread-died");
  await server.waitFor(({ event }) => event === "thread-replaced");
  expect(sessionsLost).toBeGreaterThan(0);
  expect(sessionsLost).toBeLessThan(30);
  expect((await crowd(server, 60, "127.0.0.9")).length).toBe(sessionsLost);
}, 60_000);
