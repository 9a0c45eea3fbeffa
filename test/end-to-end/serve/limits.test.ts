/** The limits on a session's time and on the number of sessions: an ERROR line that names the limit, and a clean close. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { type Ending, RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST, shapeOf } from "../support/replies.ts";

const FULL = "ERROR too many connections\r\n";

async function endOf(client: RawClient): Promise<{ readonly end: Ending; readonly seconds: number }> {
  const from = performance.now();
  return { end: await client.waitForClose(), seconds: (performance.now() - from) / 1000 };
}

test.concurrent("an idle session gets an ERROR line after --idle-seconds, and is closed", async () => {
  await using server = await JamServer.start(["--idle-seconds", "1"]);
  using client = await RawClient.dial(server.port);
  client.send(REQUEST);
  await client.waitForBytes(REPLY_BYTES);
  const { end, seconds } = await endOf(client);
  expect(end).toBe("fin");
  expect(shapeOf(client.text)).toEqual(["JAM time", expect.stringMatching(/^ERROR idle for 1 second/)]);
  expect(seconds).toBeLessThan(2);
  expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("idle");
});

test.concurrent("a limit of one second never applies sooner", async () => {
  await using server = await JamServer.start(["--idle-seconds", "1"]);
  const ends = [];
  for (let turn = 0; turn < 12; turn++) {
    const client = await RawClient.dial(server.port);
    client.send(REQUEST);
    await client.waitForBytes(REPLY_BYTES);
    ends.push(endOf(client));
    await Bun.sleep(25); // they start at different moments between two sweeps
  }
  const seconds = (await Promise.all(ends)).map((end) => end.seconds);
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0.99);
  expect(Math.max(...seconds)).toBeLessThan(2);
});

test.concurrent("a session is not idle while requests come", async () => {
  await using server = await JamServer.start(["--idle-seconds", "1"]);
  using client = await RawClient.dial(server.port);
  for (let turn = 1; turn <= 8; turn++) {
    client.send(REQUEST);
    await client.waitForBytes(turn * REPLY_BYTES);
    await Bun.sleep(250);
  }
  expectTimes(client.text, 8);
});

test.concurrent("a line that does not end within --line-seconds is refused, however busily its bytes come", async () => {
  await using server = await JamServer.start(["--line-seconds", "1"]);
  using client = await RawClient.dial(server.port);
  client.send(REQUEST);
  const dripping = setInterval(() => client.send("T"), 50);
  try {
    const { end, seconds } = await endOf(client);
    expect(end).toBe("fin");
    expect(seconds).toBeLessThan(2);
  } finally {
    clearInterval(dripping);
  }
  expect(shapeOf(client.text)).toEqual([
    "JAM time",
    expect.stringMatching(/^ERROR line not ended within 1 second/),
  ]);
  expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("line-timeout");
});

test.concurrent("over --max-connections a client gets an ERROR line, and when others leave there is room again", async () => {
  await using server = await JamServer.start(["--max-connections", "5"]);
  const served: RawClient[] = [];
  for (let turn = 0; turn < 5; turn++) served.push(await RawClient.dial(server.port));
  const opened = await server.waitForAll(({ event }) => event === "session-opened", 5);
  expect(opened.length).toBe(5);
  const refused = await Promise.all(Array.from({ length: 15 }, () => RawClient.dial(server.port)));
  for (const client of refused) {
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toBe(FULL);
  }
  for (const client of served) {
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
  await server.waitForAll(({ event }) => event === "session-ended", 5);
  using next = await RawClient.dial(server.port);
  next.send("TIME\r\nQUIT\r\n");
  expect(await next.waitForClose()).toBe("fin");
  expectTimes(next.text, 1);
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 6, quit: 6, full: 15 });
});

test.concurrent("clients that send a request before they are refused still receive the reason", async () => {
  await using server = await JamServer.start(["--max-connections", "1"]);
  using first = await RawClient.dial(server.port);
  await server.waitFor(({ event }) => event === "session-opened");
  // The kernel accepts for a stopped process, so every request is waiting before the server runs again.
  server.signal("SIGSTOP");
  const clients = await Promise.all(Array.from({ length: 100 }, () => RawClient.dial(server.port)));
  for (const client of clients) client.send(REQUEST);
  server.signal("SIGCONT");
  await Promise.all(clients.map((client) => client.waitForClose()));
  expect(clients.filter(({ text }) => text !== FULL).length).toBe(0);
  first.send(REQUEST);
  await first.waitForBytes(REPLY_BYTES);
});
