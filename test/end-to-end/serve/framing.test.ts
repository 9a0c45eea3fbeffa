/** How requests arrive: many in one segment, one in many, with and without their ends. */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST, shapeOf } from "../support/replies.ts";

const BARE_LF = "ERROR end the line with CR LF (13 10)";

test("thousands of requests in one segment are each answered", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send(REQUEST.repeat(5_000));
  await client.waitForBytes(5_000 * REPLY_BYTES);
  client.send("QUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 5_000);
});

test("a request that comes byte by byte is answered when its LF comes, and not before", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  using client = await RawClient.dial(server.port);
  using other = await RawClient.dial(server.port);
  for (const byte of "TIME\r") {
    client.send(byte);
    // Another client's reply shows that the server ran and had nothing to send here.
    const before = other.received;
    other.send(REQUEST);
    await other.waitForBytes(before + REPLY_BYTES);
    expect(client.received).toBe(0);
  }
  client.send("\n");
  await client.waitForBytes(REPLY_BYTES);
  expectTimes(client.text, 1);
});

test("a FIN is not a QUIT: requests before it are answered, an unfinished line is discarded", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send(`${REQUEST.repeat(1_000)}hello\r\nTIM`);
  client.finish();
  expect(await client.waitForClose()).toBe("fin");
  expect(shapeOf(client.text)).toEqual([...Array(1_000).fill("JAM time"), "ERROR unknown request"]);
  expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("client-closed");
});

test("everything before QUIT is answered, QUIT itself is not, and what follows is ignored", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send(`${REQUEST.repeat(3)}QUIT \t\r\n${REQUEST.repeat(100_000)}`);
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 3);
  const ended = await server.waitFor(({ event }) => event === "session-ended");
  expect(ended).toMatchObject({ reason: "quit", requests: 3, errors: 0 });
});

test("bytes that come after the FIN that answers QUIT do not turn the close into a reset", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port, { staysOpen: true });
  client.send(`${REQUEST}QUIT\r\n`);
  expect(await client.waitForEnd()).toBe("fin");
  for (let turn = 0; turn < 20; turn++) {
    client.send(REQUEST.repeat(1_000));
    await client.waitForSent();
  }
  client.finish();
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
});

test("a line that is too long gets its ERROR as soon as it is, and a FIN even while the client goes on", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port, { staysOpen: true });
  client.send(`${REQUEST}${"x".repeat(1_024)}`);
  await client.waitForBytes(REPLY_BYTES);
  client.send("x");
  expect(await client.waitForEnd()).toBe("fin");
  for (let turn = 0; turn < 20; turn++) {
    client.send("x".repeat(50_000));
    await client.waitForSent();
  }
  client.finish();
  expect(await client.waitForClose()).toBe("fin");
  expect(shapeOf(client.text)).toEqual(["JAM time", "ERROR line too long"]);
  expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("line-too-long");
});

test("a line of exactly 1,024 bytes is legal", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send(`TIME${" ".repeat(1_018)}\r\nQUIT\r\n`);
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
});

test("a line that ends in a bare LF gets its ERROR at once, and the session goes on", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send("TIME\nQUIT\n\r\nTIME\r\nnonsense\r\nTIME please\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expect(shapeOf(client.text)).toEqual([BARE_LF, BARE_LF, "JAM time", "ERROR unknown request", "JAM time"]);
});

test("--lenient serves lines that end in a bare LF", async () => {
  await using server = await JamServer.start(["--lenient"]);
  using client = await RawClient.dial(server.port);
  client.send("TIME\nTIME\r\nnonsense\nQUIT\n");
  expect(await client.waitForClose()).toBe("fin");
  expect(shapeOf(client.text)).toEqual(["JAM time", "JAM time", "ERROR unknown request"]);
});
