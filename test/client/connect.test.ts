import { describe, expect, test } from "bun:test";
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

describe("a signal rejects asking once at once, whatever the server does:", () => {
  /** Far beyond the test's own time-out. */
  const PATIENT = { connectTimeoutMs: 600_000, replyTimeoutMs: 600_000, closeTimeoutMs: 600_000 };

  test("while the server does not reply", async () => {
    await using server = await fakeServer(() => {});
    const failure = await failureOf(
      askTime({ port: server.port, ...PATIENT, signal: AbortSignal.timeout(20) }),
    );
    expect(failure.code).toBe("TIMEOUT");
    expect(failure.message).toBe("the caller's signal timed out before the server replied");
    expect(failure.cause).toMatchObject({ name: "TimeoutError" });
  });

  test("and an abort and a time-out differ in code and reason", async () => {
    await using server = await fakeServer(() => {});
    const abort = new AbortController();
    const asking = askTime({ port: server.port, ...PATIENT, signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    const failure = await failureOf(asking);
    expect(failure.code).toBe("ABORTED");
    expect(failure.cause).toMatchObject({ name: "AbortError" });
    const own = new Error("the user left");
    expect((await failureOf(askTime({ port: server.port, signal: AbortSignal.abort(own) }))).cause).toBe(own);
  });

  test("after the reply, while the server does not close, the reply is returned", async () => {
    await using server = await fakeServer((socket) =>
      socket.on("data", (chunk) => {
        if (String(chunk) === "TIME\r\n") socket.write("JAM 10:20:30\r\n");
        else abort.abort(); // QUIT, and the server stays
      }),
    );
    const abort = new AbortController();
    const reply = await askTime({ port: server.port, ...PATIENT, signal: abort.signal });
    expect(reply.text).toBe("10:20:30");
  });

  test("and if it was aborted as the connection was made", async () => {
    const abort = new AbortController();
    await using server = await fakeServer(() => abort.abort());
    expect((await failureOf(askTime({ port: server.port, ...PATIENT, signal: abort.signal }))).code).toBe(
      "ABORTED",
    );
  });
});

test("a client that is destroyed fails its outstanding and later requests, and sends no QUIT", async () => {
  await using server = await fakeServer((socket) => socket.once("data", () => client.destroy()));
  const client = await connect({ port: server.port, replyTimeoutMs: 600_000, closeTimeoutMs: 600_000 });
  expect((await failureOf(client.time())).code).toBe("CLOSED");
  expect((await failureOf(client.time())).message).toContain("this client was destroyed");
  await client.close();
  expect(server.received()).toBe("TIME\r\n");
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
