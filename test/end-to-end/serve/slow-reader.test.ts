/** Readers slower than the server: the FIN comes after the last reply, however long reading takes. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { REPLY_BYTES, REQUEST } from "../support/replies.ts";

/** Their replies exceed what the kernel buffers on the way, 4 MB at most. */
const REQUESTS = 450_000;
const REQUEST_BYTES = REQUEST.repeat(REQUESTS);

/** Pause after each chunk: reading what the kernel buffers must take longer than the 2 s that the server waits for a silent peer's FIN. */
const REST_MS = 450;

/** A client that has sent `bytes`, and starts to read only when the server can write no more. */
async function dialSlow(port: number, bytes: string, finishes = false): Promise<RawClient> {
  const client: RawClient = await RawClient.dial(port, { onData: () => client.rest(REST_MS) });
  client.pause();
  client.send(bytes);
  if (finishes) client.finish();
  await client.waitForStall();
  return client;
}

// They wait more than they compute, so they run concurrently.

test.concurrent("QUIT after many requests: a slow reader gets every reply, then a FIN", async () => {
  await using server = await JamServer.start();
  using client = await dialSlow(server.port, `${REQUEST_BYTES}QUIT\r\n`);
  client.resume();
  expect(await client.waitForClose(30)).toBe("fin");
  expect(client.received).toBe(REQUESTS * REPLY_BYTES);
}, 40_000);

test.concurrent("bytes after QUIT cost a slow reader none of its replies", async () => {
  await using server = await JamServer.start();
  using client = await dialSlow(server.port, `${REQUEST_BYTES}QUIT\r\n${REQUEST_BYTES}`);
  client.resume();
  expect(await client.waitForEnd(30)).toBe("fin");
  expect(client.received).toBe(REQUESTS * REPLY_BYTES);
}, 40_000);

test.concurrent("a FIN after many requests: a slow reader gets every reply, then a FIN", async () => {
  await using server = await JamServer.start();
  using client = await dialSlow(server.port, REQUEST_BYTES, true);
  client.resume();
  expect(await client.waitForClose(30)).toBe("fin");
  expect(client.received).toBe(REQUESTS * REPLY_BYTES);
}, 40_000);

test.concurrent("a slow reader gets its last replies whole while the server drains", async () => {
  await using server = await JamServer.start(["--drain-seconds", "30"]);
  using client = await dialSlow(server.port, REQUEST_BYTES);
  server.signal("SIGTERM");
  await server.waitFor(({ event }) => event === "draining");
  client.resume();
  expect(await client.waitForClose(30)).toBe("fin");
  expect(client.received % REPLY_BYTES).toBe(0);
  expect(await server.exited).toBe(0);
  const { cut, counts } = await server.waitFor(({ event }) => event === "stopped");
  expect(cut).toBe(0);
  expect(client.received).toBe((counts["requests"] ?? 0) * REPLY_BYTES);
}, 40_000);

test.concurrent("a reader that takes a little within --stall-seconds is not cut, and gets every reply", async () => {
  await using server = await JamServer.start(["--stall-seconds", "2"]);
  using client = await dialSlow(server.port, `${REQUEST_BYTES}QUIT\r\n`);
  client.resume();
  expect(await client.waitForClose(30)).toBe("fin");
  expect(client.received).toBe(REQUESTS * REPLY_BYTES);
}, 40_000);
