/** Readers that take little or nothing: what the server keeps for them is bounded, and none of it is lost. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { residentMib } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { ReplyRunReader, replyRunBytes, requestRuns } from "../support/reply-runs.ts";

/** 4,200 runs are 8.8 million requests: 53 MB, whose replies are 124 MB. */
const RUNS = 4_200;
const GROWTH_MIB = 32;

test("a reader that takes nothing is no longer read, costs little memory, and gets every reply once it reads", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  const reader = new ReplyRunReader();
  const requests = requestRuns(RUNS);
  expect(requests.length).toBeGreaterThan(50_000_000);
  {
    using warming = await RawClient.dial(server.port); // the first load's own cost is not growth
    warming.send(REQUEST.repeat(100_000));
    await warming.waitForBytes(100_000 * REPLY_BYTES);
  }
  const before = residentMib(server.pid);
  using client = await RawClient.dial(server.port, { onData: reader.read });
  client.pause();
  client.send(requests);
  await client.waitForStall();
  expect(client.unsentBytes).toBeGreaterThan(10_000_000);
  expect(residentMib(server.pid) - before).toBeLessThan(GROWTH_MIB);

  for (let turn = 0; turn < 50; turn++) {
    using other = await RawClient.dial(server.port);
    other.send("TIME\r\nQUIT\r\n");
    expect(await other.waitForClose()).toBe("fin");
    expectTimes(other.text, 1);
  }

  client.resume();
  await client.waitForBytes(replyRunBytes(RUNS), 20);
  expect(residentMib(server.pid) - before).toBeLessThan(GROWTH_MIB);
  client.send("QUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expect(reader).toMatchObject({ fault: undefined, runs: RUNS, isWhole: true });
  expect(client.received).toBe(replyRunBytes(RUNS));
}, 40_000);

test("twenty readers that take nothing cost no more than the bytes kept for each", async () => {
  await using server = await JamServer.start();
  const before = residentMib(server.pid);
  const requests = Buffer.from(REQUEST.repeat(8_000_000));
  const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.dial(server.port)));
  for (const client of clients) {
    client.pause();
    client.send(requests);
  }
  await Promise.all(clients.map((client) => client.waitForStall()));
  for (const client of clients) expect(client.unsentBytes).toBeGreaterThan(0);
  expect(residentMib(server.pid) - before).toBeLessThan(2 * GROWTH_MIB);
  for (const client of clients) client.reset();
}, 60_000);

test("after --stall-seconds a reader that takes nothing is cut, and the log says why", async () => {
  await using server = await JamServer.start(["--stall-seconds", "1"]);
  using client = await RawClient.dial(server.port, { onData() {} });
  client.pause();
  client.send(REQUEST.repeat(2_000_000));
  const ended = await server.waitFor(({ event }) => event === "session-ended");
  expect(ended).toMatchObject({ reason: "stalled" });
  client.resume();
  expect(await client.waitForClose()).toBe("reset");
}, 15_000);
