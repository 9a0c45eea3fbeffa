/** Clients of other protocols, recognised by their first bytes. */
import { expect, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, shapeOf } from "../support/replies.ts";

const TLS_CLIENT_HELLO = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]);

const FIRST_BYTES = [
  { name: "HTTP", reason: "http", bytes: "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { name: "SSH", reason: "ssh", bytes: "SSH-2.0-OpenSSH_9.9\r\n" },
  { name: "RTSP", reason: "rtsp", bytes: "OPTIONS rtsp://host/a RTSP/1.0\r\nCSeq: 1\r\n\r\n" },
  { name: "TLS", reason: "tls", bytes: TLS_CLIENT_HELLO },
] as const;

for (const { name, reason, bytes } of FIRST_BYTES) {
  test(`a client that speaks ${name} is answered in its own protocol, and the connection ends`, async () => {
    await using server = await JamServer.start();
    using client = await RawClient.dial(server.port);
    client.send(bytes);
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toBe(`ERROR this is a time server, not ${name}\r\n`);
    expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe(reason);
  });
}

for (const { name, reason, bytes } of FIRST_BYTES) {
  test(`${name} is answered once, however its first bytes are cut, and what follows is read and dropped`, async () => {
    await using server = await JamServer.start();
    using client = await RawClient.dial(server.port, { staysOpen: true });
    for (const byte of Buffer.from(bytes)) {
      client.send(Buffer.of(byte));
      await setImmediate();
    }
    expect(await client.waitForEnd()).toBe("fin");
    client.send("x".repeat(100_000)); // an unread body would turn the close into a reset
    client.finish();
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toBe(`ERROR this is a time server, not ${name}\r\n`);
    expect((await server.waitFor(({ event }) => event === "session-ended")).errors).toBe(1);
    expect((await server.stop()).stopped.counts).toMatchObject({ opened: 1, [reason]: 1, unknown: 0 });
  });

  test(`the first bytes of ${name} are an unknown request behind any line, and the session goes on`, async () => {
    await using server = await JamServer.start();
    for (const first of ["TIME\r\n", "x\r\n", "\r\n", "TIME\n"]) {
      using client = await RawClient.dial(server.port);
      client.send(
        Buffer.concat([Buffer.from(first), Buffer.from(bytes), Buffer.from("\r\nTIME\r\nQUIT\r\n")]),
      );
      expect(await client.waitForClose()).toBe("fin");
      expect(shapeOf(client.text).slice(-2)).toEqual(["ERROR unknown request", "JAM time"]);
    }
    expect((await server.stop()).stopped.counts).toMatchObject({ opened: 4, quit: 4, [reason]: 0 });
  });
}

test("Bun's own fetch fails cleanly against it", async () => {
  await using server = await JamServer.start();
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("http");
});

test("after the first line an HTTP request line is only an unknown request", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  client.send("TIME\r\nGET / HTTP/1.1\r\nTIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expect(shapeOf(client.text)).toEqual(["JAM time", "ERROR unknown request", "JAM time"]);
});

test("an HTTP client does not disturb the sessions beside it", async () => {
  await using server = await JamServer.start();
  using beside = await RawClient.dial(server.port);
  using client = await RawClient.dial(server.port);
  beside.send("TI");
  client.send("GET / HTTP/1.1\r\n\r\n");
  await client.waitForClose();
  beside.send("ME\r\nQUIT\r\n");
  expect(await beside.waitForClose()).toBe("fin");
  expectTimes(beside.text, 1);
});
