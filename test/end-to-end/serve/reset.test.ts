/** Clients that vanish: a reset in the middle of a line, and many of them. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";

test("a reset in the middle of a line ends that session alone, and is logged as one", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  using other = await RawClient.dial(server.port);
  other.send(`${REQUEST}TI`);
  await other.waitForBytes(REPLY_BYTES);
  using client = await RawClient.dial(server.port);
  client.send(`${REQUEST}TIM`);
  await client.waitForBytes(REPLY_BYTES);
  client.reset();
  const ended = await server.waitFor(({ event }) => event === "session-ended");
  expect(ended).toMatchObject({ reason: "reset", requests: 1 });
  other.send("ME\r\nQUIT\r\n");
  expect(await other.waitForClose()).toBe("fin");
  expectTimes(other.text, 2);
});

test("a reset while replies wait for the reader frees its place", async () => {
  await using server = await JamServer.start(["--max-connections", "1"]);
  using client = await RawClient.dial(server.port);
  client.pause();
  client.send(REQUEST.repeat(2_000_000));
  await client.waitForStall();
  client.reset();
  await server.waitFor(({ event, reason }) => event === "session-ended" && reason === "reset");
  using next = await RawClient.dial(server.port);
  next.send("TIME\r\nQUIT\r\n");
  expect(await next.waitForClose()).toBe("fin");
  expectTimes(next.text, 1);
});

test("a hundred resets leave nothing behind", async () => {
  await using server = await JamServer.start();
  const clients = await Promise.all(Array.from({ length: 100 }, () => RawClient.dial(server.port)));
  for (const client of clients) client.send(`${REQUEST}TIM`);
  for (const client of clients) await client.waitForBytes(REPLY_BYTES);
  for (const client of clients) client.reset();
  using last = await RawClient.dial(server.port);
  last.send("TIME\r\nQUIT\r\n");
  expect(await last.waitForClose()).toBe("fin");
  const { stopped, exit } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 101, reset: 100, quit: 1, drained: 0 });
  expect(exit).toBe(0);
});
