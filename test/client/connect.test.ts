import { expect, test } from "bun:test";
import { askTime, connect } from "../../src/client/index.ts";
import { failureOf } from "./failure.ts";
import { answering, fakeServer, freePort } from "./fake-server.ts";

test("asking once connects, sends one request, sends QUIT and closes", async () => {
  await using server = await answering(() => "JAM 10:20:30\r\n");
  const reply = await askTime({ port: server.port });
  expect(reply.text).toBe("10:20:30");
  expect(server.received()).toBe("TIME\r\nQUIT\r\n");
});

test("asking once sends QUIT only after the reply, for a server that reads one request per segment", async () => {
  const received: string[] = [];
  await using server = await fakeServer((socket) => {
    socket.on("data", (chunk) => {
      received.push(String(chunk));
      if (String(chunk) === "TIME\r\n") socket.write("JAM 10:20:30\r\n");
      else socket.end();
    });
  });
  await askTime({ port: server.port });
  expect(received).toEqual(["TIME\r\n", "QUIT\r\n"]);
});

test("asking once fails with the reason, whether the connection or the reply fails", async () => {
  expect((await failureOf(askTime({ port: await freePort() }))).code).toBe("REFUSED");
  await using server = await answering(() => "ERROR no\r\n");
  expect((await failureOf(askTime({ port: server.port }))).code).toBe("SERVER_ERROR");
});

test("the signal of asking once also covers the wait for the reply", async () => {
  const abort = new AbortController();
  await using server = await fakeServer((socket) => socket.once("data", () => abort.abort()));
  const asking = askTime({ port: server.port, signal: abort.signal, closeTimeoutMs: 20 });
  expect((await failureOf(asking)).code).toBe("ABORTED");
});

test("options out of range are refused", async () => {
  for (const port of [0, 65_536, 1.5, Number.NaN])
    await expect(connect({ port })).rejects.toThrow(RangeError);
  await expect(connect({ connectTimeoutMs: 0 })).rejects.toThrow(
    "connectTimeoutMs must be a whole number from 1 to 2147483647, not 0",
  );
  await expect(connect({ replyTimeoutMs: Number.POSITIVE_INFINITY })).rejects.toThrow(RangeError);
  await expect(connect({ closeTimeoutMs: -1 })).rejects.toThrow(RangeError);
});
