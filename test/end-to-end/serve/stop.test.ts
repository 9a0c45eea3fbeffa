/** Stopping by a signal, while clients are at work: whole replies, a FIN, exit code 0. */
import { expect, test } from "bun:test";
import { setTimeout as sleep } from "node:timers/promises";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { until } from "../support/within.ts";

const STALLING = REQUEST.repeat(2_000_000);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test.concurrent(`${signal} ends idle sessions with a FIN, and the exit code is 0`, async () => {
    await using server = await JamServer.start();
    using client = await RawClient.dial(server.port);
    client.send(`${REQUEST}TIM`);
    await client.waitForBytes(REPLY_BYTES);
    server.signal(signal);
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
    expect(await server.exited).toBe(0);
    expect(await server.waitFor(({ event }) => event === "stopped")).toMatchObject({
      cut: 0,
      counts: { opened: 1, drained: 1 },
    });
  });
}

test.concurrent("what was asked just before the signal is answered", async () => {
  await using server = await JamServer.start();
  const clients = await Promise.all(Array.from({ length: 50 }, () => RawClient.dial(server.port)));
  for (const client of clients) client.send(REQUEST.repeat(1_000));
  server.signal("SIGTERM");
  for (const client of clients) {
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1_000);
  }
  expect(await server.exited).toBe(0);
});

test.concurrent("a drain under load cuts no reply in half and resets no client", async () => {
  await using server = await JamServer.start();
  const clients = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client: RawClient = await RawClient.dial(server.port, { onData: () => askMore(client) });
      askMore(client);
      return client;
    }),
  );
  await Promise.all(clients.map((client) => client.waitForBytes(10_000 * REPLY_BYTES)));
  server.signal("SIGTERM");
  const ends = await Promise.all(clients.map((client) => client.waitForClose(10)));
  expect(ends.filter((end) => end !== "fin")).toEqual([]);
  expect(clients.filter(({ received }) => received % REPLY_BYTES !== 0)).toEqual([]);
  expect(await server.exited).toBe(0);
  const { counts, cut } = await server.waitFor(({ event }) => event === "stopped");
  expect(cut).toBe(0);
  expect(counts).toMatchObject({ opened: 20, drained: 20 });
  const received = clients.reduce((sum, client) => sum + client.received, 0);
  expect(counts["bytesSent"]).toBe(received);
}, 60_000);

function askMore(client: RawClient): void {
  if (client.unsentBytes === 0) client.send(REQUEST.repeat(100));
}

test.concurrent("while it drains no new connection is accepted", async () => {
  await using server = await JamServer.start(["--drain-seconds", "30"]);
  using holding = await RawClient.dial(server.port, { onData() {} });
  holding.pause();
  holding.send(STALLING);
  await holding.waitForStall();
  server.signal("SIGTERM");
  await server.waitFor(({ event }) => event === "draining");
  // The threads get the message a moment later; a client that connects in between is accepted and drained.
  const isRefused = () =>
    RawClient.dial(server.port).then(
      () => false,
      () => true,
    );
  await until(5, isRefused, () => "a refused connection");
});

test.concurrent("a reader that never reads is cut after --drain-seconds, and the exit code is still 0", async () => {
  await using server = await JamServer.start(["--drain-seconds", "1"]);
  using client = await RawClient.dial(server.port, { onData() {} });
  client.pause();
  client.send(STALLING);
  await client.waitForStall();
  const from = performance.now();
  server.signal("SIGTERM");
  expect(await server.exited).toBe(0);
  const seconds = (performance.now() - from) / 1000;
  expect(seconds).toBeGreaterThan(0.95);
  expect(seconds).toBeLessThan(3);
  expect(await server.waitFor(({ event }) => event === "stopped")).toMatchObject({
    cut: 1,
    counts: { opened: 1, "drain-timeout": 1 },
  });
});

// `npm start` passes Ctrl-C on, so the server gets the terminal's SIGINT and a copy from npm.
test.concurrent("two SIGINT within a moment are one: replies reach a slow reader, and the exit code is 0", async () => {
  const gapsMs = [0, 0, 0.5, 1, 1.5, 2, 2, 3, 3, 4, 4, 100];
  for (const gapMs of gapsMs) {
    await using server = await JamServer.start(["--drain-seconds", "60"]);
    using client = await RawClient.dial(server.port, { onData() {} });
    client.pause();
    client.send(STALLING);
    await client.waitForStall();
    server.signal("SIGINT");
    await passed(gapMs);
    server.signal("SIGINT");
    await server.waitFor(({ event }) => event === "draining");
    client.resume();
    expect(await server.exited).toBe(0);
    expect(await server.waitFor(({ event }) => event === "stopped")).toMatchObject({
      cut: 0,
      counts: { opened: 1, drained: 1 },
    });
    expect(client.received % REPLY_BYTES).toBe(0);
  }
}, 60_000);

/** Timers have a resolution of 1 ms. */
async function passed(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  if (milliseconds > 10) await sleep(milliseconds);
  while (performance.now() < end);
}

test.concurrent("a second signal cuts at once, and the exit code is still 0", async () => {
  await using server = await JamServer.start(["--drain-seconds", "60"]);
  using client = await RawClient.dial(server.port, { onData() {} });
  client.pause();
  client.send(STALLING);
  await client.waitForStall();
  server.signal("SIGINT");
  await server.waitFor(({ event }) => event === "draining");
  await sleep(600); // within 500 ms it counts as npm's copy of the first
  server.signal("SIGINT");
  expect(await server.exited).toBe(0);
  expect(await server.waitFor(({ event }) => event === "stopped")).toMatchObject({
    cut: 1,
    counts: { opened: 1, "drain-timeout": 1 },
  });
});

test.concurrent("signals after the cut do not change what is logged", async () => {
  await using server = await JamServer.start(["--drain-seconds", "60"]);
  using client = await RawClient.dial(server.port, { onData() {} });
  client.pause();
  client.send(STALLING);
  await client.waitForStall();
  server.signal("SIGTERM");
  await server.waitFor(({ event }) => event === "draining");
  const pressing = setInterval(() => server.signal("SIGINT"), 1);
  try {
    expect(await server.exited).toBe(0);
  } finally {
    clearInterval(pressing);
  }
  expect(await server.waitFor(({ event }) => event === "stopped")).toMatchObject({ cut: 1 });
});
