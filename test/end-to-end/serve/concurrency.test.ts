/** Many clients at once, and the threads that they land on. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST, shapeOf } from "../support/replies.ts";

test("1,000 clients at once each get their own replies, in order", async () => {
  await using server = await JamServer.start();
  const clients = await Promise.all(Array.from({ length: 1_000 }, () => RawClient.dial(server.port)));
  // All connect before the first sends; each sends something else, so that a misrouted reply shows.
  clients.forEach((client, index) => {
    client.send(`${REQUEST.repeat(index % 7)}?\r\n${REQUEST.repeat(index % 11)}QU`);
  });
  for (const client of clients) client.send("IT\r\n");
  const ends = await Promise.all(clients.map((client) => client.waitForClose(10)));
  expect(ends.filter((end) => end !== "fin")).toEqual([]);
  clients.forEach((client, index) => {
    const times = (count: number) => Array<string>(count).fill("JAM time");
    expect(shapeOf(client.text)).toEqual([
      ...times(index % 7),
      "ERROR unknown request",
      ...times(index % 11),
    ]);
  });
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 1_000, quit: 1_000, unknown: 1_000, full: 0 });
}, 60_000);

test("a client that sends half a request and waits delays no other", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  using waiting = await RawClient.dial(server.port);
  waiting.send("TI");
  for (let turn = 0; turn < 100; turn++) {
    using client = await RawClient.dial(server.port);
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
  expect(waiting.received).toBe(0);
  waiting.send("ME\r\n");
  await waiting.waitForBytes(REPLY_BYTES);
  expectTimes(waiting.text, 1);
});

test("sessions land on every thread, and each thread serves its own", async () => {
  await using server = await JamServer.start(["--threads", "2"]);
  const clients = await Promise.all(Array.from({ length: 40 }, () => RawClient.dial(server.port)));
  const opened = await server.waitForAll(({ event }) => event === "session-opened", 40);
  expect([...new Set(opened.map(({ thread }) => thread))].sort()).toEqual([0, 1]);
  for (const client of clients) client.send("TIME\r\n");
  for (const client of clients) {
    await client.waitForBytes(REPLY_BYTES);
    expectTimes(client.text, 1);
    client[Symbol.dispose]();
  }
});

test("by default there are at least two threads", async () => {
  await using server = await JamServer.start();
  expect((await server.waitFor(({ event }) => event === "listening")).threads).toBeGreaterThanOrEqual(2);
});
