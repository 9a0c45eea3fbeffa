/** A running server, on real threads and sockets: what can change in it, and what it reports of itself. */
import { afterEach, describe, expect, test } from "bun:test";
import type { ServerEvent } from "../../src/server/events.ts";
import type { RunningServer } from "../../src/server/running-server.ts";
import { startServer } from "../../src/server/server.ts";
import type { LiveSettings, Settings } from "../../src/server/settings.ts";
import { RawClient } from "../end-to-end/support/raw-client.ts";
import { REPLY_BYTES, REQUEST } from "../end-to-end/support/replies.ts";
import { until } from "../end-to-end/support/within.ts";
import { SETTINGS } from "./connection/scripted-socket.ts";

const NOT_ALLOWED = "ERROR not allowed\r\n";
const FULL = "ERROR too many connections\r\n";

/** More than any system has descriptors. */
const MOST = 2 ** 31 - 1;

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(some: Partial<Settings> = {}, limits: Partial<Settings["limits"]> = {}) {
  const events: ServerEvent[] = [];
  const settings = { ...SETTINGS, threads: 2, ...some, limits: { ...SETTINGS.limits, ...limits } };
  const server = await startServer(settings, (event) => events.push(event));
  running = server;
  return server;
}

async function apply(server: RunningServer, some: Partial<LiveSettings>): Promise<void> {
  const { addresses: _, port: _port, threads: _threads, ...live } = SETTINGS;
  await server.apply({ ...live, ...some });
}

/** A client that was served once and is still connected. */
async function served(server: RunningServer, from: string): Promise<RawClient> {
  const client = await RawClient.dial(server.port, { from });
  client.send(REQUEST);
  await client.waitForBytes(REPLY_BYTES);
  expect(client.text).toStartWith("JAM ");
  return client;
}

async function refusal(server: RunningServer, from: string): Promise<string> {
  using client = await RawClient.dial(server.port, { from });
  await client.waitForClose();
  return client.text;
}

describe("new access lists", () => {
  test("apply to new connections, and end the sessions that are no longer allowed, on every thread, and no others", async () => {
    const server = await start();
    const leaving = [];
    for (let turn = 0; turn < 12; turn++) leaving.push(await served(server, "127.0.0.5"));
    using staying = await served(server, "127.0.0.6");
    await apply(server, { access: { allow: [], deny: ["127.0.0.5"] } });
    for (const client of leaving) {
      expect(await client.waitForClose()).toBe("fin");
      expect(client.text.slice(REPLY_BYTES)).toBe(NOT_ALLOWED);
    }
    expect(await refusal(server, "127.0.0.5")).toBe(NOT_ALLOWED);
    staying.send(REQUEST);
    await staying.waitForBytes(2 * REPLY_BYTES);
    // The server sees a client's FIN a moment after the client has seen that of the server.
    await until(
      5,
      () => server.open === 1 && server.counts()["no-longer-allowed"] === 12,
      () => "12 sessions that ended and one that stays",
    );
    expect(server.counts()["not-allowed"]).toBe(1);
  });

  test("can admit an address again", async () => {
    const server = await start({ access: { allow: ["127.0.0.6"], deny: [] } });
    expect(await refusal(server, "127.0.0.5")).toBe(NOT_ALLOWED);
    await apply(server, { access: { allow: [], deny: [] } });
    // Nothing reports when each thread has the new settings.
    await until(
      5,
      async () => {
        using client = await RawClient.dial(server.port, { from: "127.0.0.5" });
        client.send("TIME\r\nQUIT\r\n");
        await client.waitForClose();
        return client.text.startsWith("JAM ");
      },
      () => "the address to be allowed again",
    );
  });

  test("reset a client that reads no replies: it would appear between replies", async () => {
    const server = await start();
    using client = await RawClient.dial(server.port, { from: "127.0.0.5" });
    client.pause();
    client.send(REQUEST.repeat(2_000_000));
    await client.waitForStall();
    await apply(server, { access: { allow: ["127.0.0.6"], deny: [] } });
    await until(
      5,
      () => server.counts()["no-longer-allowed"] === 1,
      () => "an end",
    );
    client.resume();
    expect(await client.waitForClose()).toBe("reset");
    expect(client.text).not.toContain("ERROR");
  });

  test("send no ERROR line if refusals are silent", async () => {
    const server = await start({ refuseSilently: true });
    using client = await served(server, "127.0.0.5");
    await apply(server, { access: { allow: [], deny: ["127.0.0.0/8"] }, refuseSilently: true });
    expect(await client.waitForClose()).toBe("reset");
    expect(client.received).toBe(REPLY_BYTES);
  });

  test("end a session that waits for tokens at once", async () => {
    const server = await start({}, { requestRate: 1, requestBurst: 1 });
    using client = await RawClient.dial(server.port, { from: "127.0.0.5" });
    client.send(REQUEST.repeat(100));
    await client.waitForBytes(REPLY_BYTES);
    await apply(server, { access: { allow: [], deny: ["127.0.0.5"] } });
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text.slice(REPLY_BYTES)).toBe(NOT_ALLOWED);
  });
});

describe("new limits of connections", () => {
  test("apply to new connections, and open ones stay", async () => {
    const server = await start({}, { maxConnections: 5, maxConnectionsPerAddress: 2 });
    using first = await served(server, "127.0.0.5");
    using second = await served(server, "127.0.0.5");
    expect(await refusal(server, "127.0.0.5")).toBe(FULL);
    await apply(server, {
      limits: { ...SETTINGS.limits, ...{ maxConnections: 3, maxConnectionsPerAddress: 1 } },
    });
    expect(server.connectionLimit).toBe(3);
    using other = await served(server, "127.0.0.6");
    expect(await refusal(server, "127.0.0.6")).toBe(FULL);
    expect(await refusal(server, "127.0.0.7")).toBe(FULL);
    for (const client of [first, second, other]) {
      client.send(REQUEST);
      await client.waitForBytes(2 * REPLY_BYTES);
    }
    await apply(server, {
      limits: { ...SETTINGS.limits, ...{ maxConnections: 4, maxConnectionsPerAddress: 0 } },
    });
    using third = await served(server, "127.0.0.6");
    expect(third.isEnded).toBe(false);
    expect(server.counts()).toMatchObject({ opened: 4, full: 1, "address-full": 2 });
  });

  test("are as high as the descriptors allow, and no higher", async () => {
    const server = await start();
    await apply(server, {
      limits: { ...SETTINGS.limits, ...{ maxConnections: MOST, maxConnectionsPerAddress: 0 } },
    });
    expect(server.connectionLimit).toBeLessThan(MOST);
  });
});

test("each thread reports whether it serves, how often it was replaced, and when its last heartbeat was", async () => {
  const events: ServerEvent[] = [];
  const server = await startServer({ ...SETTINGS, threads: 3 }, (event) => events.push(event));
  const threads = server.threads();
  expect(threads.map(({ thread, isAlive, restarts }) => [thread, isAlive, restarts])).toEqual([
    [0, true, 0],
    [1, true, 0],
    [2, true, 0],
  ]);
  for (const { lastHeartbeatAgoMs } of threads) expect(lastHeartbeatAgoMs).toBeWithin(0, 2_000);
  await server.stop();
  expect(server.threads().filter(({ isAlive }) => isAlive)).toEqual([]);
  expect(events.map(({ kind }) => kind).filter((kind) => !kind.startsWith("clock-"))).toEqual([
    "draining",
    "stopped",
  ]);
}, 20_000);

test("a busy server does not record new sessions, until one is viewed", async () => {
  const server = await start({ sessionLog: { records: 20 } });
  using client = await RawClient.dial(server.port);
  client.send(REQUEST.repeat(20_000));
  await until(
    5,
    () => server.sessions.isBusy,
    () => "a busy server",
  );
  const newest = { filter: "", kinds: [], sort: "openedAt", descending: true, limit: 1 } as const;
  using _unrecorded = await served(server, "127.0.0.5");
  expect((await server.sessions.sessions(newest)).rows).toMatchObject([{ hasRecord: false }]);
  await server.sessions.session("0.1");
  expect(server.sessions.isBusy).toBe(false);
  using _recorded = await served(server, "127.0.0.6");
  expect((await server.sessions.sessions(newest)).rows).toMatchObject([{ hasRecord: true }]);
});
