import { describe, expect, test } from "bun:test";
import type { Socket } from "node:net";
import { type ConnectOptions, connect, type TimeClient } from "../../src/client/index.ts";
import { failureOf } from "./failure.ts";
import { answering, type FakeServer, fakeServer, onLines } from "./fake-server.ts";

function connectTo(server: FakeServer, options: ConnectOptions = {}): Promise<TimeClient> {
  return connect({ port: server.port, ...options });
}

/** The result of one request to a server with this reply. */
async function answerTo(answer: (socket: Socket) => void, options: ConnectOptions = {}) {
  await using server = await fakeServer((socket) => onLines(socket, () => answer(socket)));
  await using client = await connectTo(server, options);
  return await client.time();
}

describe("a reply", () => {
  test("is the text after JAM, and the time of day if it is one", async () => {
    const reply = await answerTo((socket) => socket.write("JAM 10:20:30\r\n"));
    expect(reply.text).toBe("10:20:30");
    expect(reply.clock).toEqual({ hours: 10, minutes: 20, seconds: 30 });
    expect(reply.roundTripMs).toBeGreaterThan(0);
  });

  test("of another pattern is passed on", async () => {
    const reply = await answerTo((socket) => socket.write("JAM 22-11-2025 10:20:30\r\n"));
    expect(reply.text).toBe("22-11-2025 10:20:30");
    expect(reply.clock).toBeUndefined();
  });

  test("may come byte by byte", async () => {
    const reply = await answerTo(async (socket) => {
      socket.setNoDelay(true);
      for (const character of "JAM 10:20:30\r\n") {
        await new Promise((resolve) => socket.write(character, resolve));
      }
    });
    expect(reply.text).toBe("10:20:30");
  });

  test("goes to the request that it answers, with 10000 outstanding and all in one chunk", async () => {
    await using server = await fakeServer((socket) => {
      let replies = "";
      let asked = 0;
      onLines(socket, () => {
        replies += `JAM ${asked++}\r\n`;
        if (asked === 10_000) socket.write(replies);
      });
    });
    await using client = await connectTo(server);
    const answers = await Promise.all(Array.from({ length: 10_000 }, () => client.time()));
    expect(answers.map((reply) => reply.text)).toEqual(
      Array.from({ length: 10_000 }, (_, index) => String(index)),
    );
  });
});

describe("an ERROR line", () => {
  test("fails the request that it answers, and no other", async () => {
    await using server = await answering((index) =>
      index === 1 ? "ERROR not \x1b[1mnow\r\n" : `JAM ${index}\r\n`,
    );
    await using client = await connectTo(server);
    const [first, second, third] = await Promise.allSettled([client.time(), client.time(), client.time()]);
    expect(first).toMatchObject({ value: { text: "0" } });
    expect(second).toMatchObject({ reason: { code: "SERVER_ERROR", received: "not \\u001b[1mnow" } });
    expect(third).toMatchObject({ value: { text: "2" } });
    expect((await client.time()).text).toBe("3");
  });

  test("without a request ends the connection with its message", async () => {
    await using server = await fakeServer((socket) => socket.end("ERROR too many connections\r\n"));
    await using client = await connectTo(server);
    const failure = await failureOf(client.time());
    expect(failure.code).toBe("SERVER_ERROR");
    expect(failure.message).toBe(`127.0.0.1:${server.port} answered with an error: too many connections`);
  });
});

describe("a server that speaks something else is NOT_JAM", () => {
  const OTHERS: Readonly<Record<string, string>> = {
    HTTP: "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
    "lower case": "jam 10:20:30\r\n",
    "JAM without a blank": "JAM\r\n",
    "an empty line": "\r\n",
    "a byte order mark": "\uFEFFJAM 10:20:30\r\n",
    "a bare LF": "JAM 10:20:30\n",
    "a screenful of escapes": "\x1b[2J\x1b]0;title\x07\r\n",
    "a line without end": "x".repeat(1024),
  };
  for (const [name, bytes] of Object.entries(OTHERS)) {
    test(name, async () => {
      const failure = await failureOf(answerTo((socket) => socket.write(bytes)));
      expect(failure.code).toBe("NOT_JAM");
      expect(failure.received).toMatch(/^[ -~]+…?$/);
      expect(failure.message).toContain(`"${failure.received}"`);
    });
  }

  test("also if it closes without ending a line, as TLS does", async () => {
    const alert = Uint8Array.of(0x15, 3, 1, 0, 2, 2, 0x46);
    const failure = await failureOf(answerTo((socket) => socket.end(alert)));
    expect(failure).toMatchObject({ code: "NOT_JAM", received: "\\x15\\x03\\x01\\x00\\x02\\x02F" });
  });

  test("also if it then waits", async () => {
    const failure = await failureOf(answerTo((socket) => socket.write("login: "), { replyTimeoutMs: 50 }));
    expect(failure).toMatchObject({ code: "NOT_JAM", received: "login: " });
  });

  test("also if it replies without a request, and nothing later is taken for a reply", async () => {
    await using server = await fakeServer((socket) => {
      onLines(socket, () => socket.write("JAM 10:20:30\r\nJAM 10:20:31\r\n"));
    });
    await using client = await connectTo(server);
    expect((await client.time()).text).toBe("10:20:30");
    expect((await failureOf(client.time())).code).toBe("NOT_JAM");
  });
});

describe("a line", () => {
  test("of 1024 bytes is a reply", async () => {
    const text = "x".repeat(1018);
    expect((await answerTo((socket) => socket.write(`JAM ${text}\r\n`))).text).toBe(text);
  });

  test("of 1025 bytes is too long", async () => {
    const failure = await failureOf(answerTo((socket) => socket.write(`JAM ${"x".repeat(1019)}\r\n`)));
    expect(failure.code).toBe("LINE_TOO_LONG");
    expect(failure.message).toContain("more than 1024 bytes");
  });

  test("without end closes the connection", async () => {
    const cutOff = Promise.withResolvers<void>();
    await using server = await fakeServer((socket) => {
      socket.on("close", () => cutOff.resolve());
      const flood = () => {
        while (!socket.destroyed && socket.write("JAM ".repeat(1024)));
      };
      socket.on("drain", flood);
      onLines(socket, flood);
    });
    const client = await connectTo(server);
    expect((await failureOf(client.time())).code).toBe("LINE_TOO_LONG");
    await cutOff.promise;
  });
});

describe("a connection that ends before the reply", () => {
  test("by the server's closing is CLOSED, for every request", async () => {
    await using server = await fakeServer((socket) => socket.once("data", () => socket.end("JAM 1\r\n")));
    await using client = await connectTo(server);
    const answers = await Promise.allSettled([client.time(), client.time(), client.time()]);
    expect(answers).toMatchObject([
      { value: { text: "1" } },
      { reason: { code: "CLOSED" } },
      { reason: { code: "CLOSED" } },
    ]);
    expect((await failureOf(client.time())).code).toBe("CLOSED");
  });

  test("in the middle of a reply is CLOSED, with what was received", async () => {
    const failure = await failureOf(answerTo((socket) => socket.end("JAM 10:2")));
    expect(failure).toMatchObject({ code: "CLOSED", received: "JAM 10:2" });
    expect(failure.message).toContain('"JAM 10:2"');
  });

  test("by a reset is RESET", async () => {
    const failure = await failureOf(answerTo((socket) => socket.resetAndDestroy()));
    expect(failure.code).toBe("RESET");
  });

  test("while nothing is outstanding fails the next request", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await fakeServer((socket) => {
      socket.on("close", () => closed.resolve());
      onLines(socket, () => socket.end("JAM 1\r\n"));
    });
    await using client = await connectTo(server);
    await client.time();
    await closed.promise;
    expect((await failureOf(client.time())).code).toBe("CLOSED");
  });
});

describe("a silent server", () => {
  test("ends the connection after the timeout, so that no late reply answers a later request", async () => {
    const disconnected = Promise.withResolvers<void>();
    await using server = await fakeServer((socket) => socket.on("close", () => disconnected.resolve()));
    const client = await connectTo(server, { replyTimeoutMs: 60_000 });
    const patient = client.time();
    const failure = await failureOf(client.time({ timeoutMs: 20 }));
    expect(failure.code).toBe("TIMEOUT");
    expect(failure.message).toBe(`127.0.0.1:${server.port} did not reply within 20 ms`);
    expect(await failureOf(patient)).toBe(failure);
    expect(await failureOf(client.time())).toBe(failure);
    await disconnected.promise;
    await client.close();
  });

  test("that began a reply is distinguished from one that sent nothing", async () => {
    const failure = await failureOf(
      answerTo((socket) => socket.write("JAM 10:20:30"), { replyTimeoutMs: 50 }),
    );
    expect(failure).toMatchObject({ code: "TIMEOUT", received: "JAM 10:20:30" });
  });
});

describe("an aborted request", () => {
  test("fails alone, and its late reply is dropped", async () => {
    const release = Promise.withResolvers<void>();
    await using server = await fakeServer((socket) => {
      let asked = 0;
      onLines(socket, async () => {
        const index = asked++;
        await release.promise;
        socket.write(`JAM ${index}\r\n`);
      });
    });
    await using client = await connectTo(server);
    const abort = new AbortController();
    const answers = [client.time(), client.time({ signal: abort.signal }), client.time()] as const;
    abort.abort("why");
    expect(await failureOf(answers[1])).toMatchObject({ code: "ABORTED", cause: "why" });
    const after = client.time();
    release.resolve();
    expect(await Promise.all([answers[0], answers[2], after])).toMatchObject([
      { text: "0" },
      { text: "2" },
      { text: "3" },
    ]);
  });

  test("with a signal that is already aborted is not sent", async () => {
    await using server = await answering(() => "JAM 1\r\n");
    const client = await connectTo(server);
    expect((await failureOf(client.time({ signal: AbortSignal.abort() }))).code).toBe("ABORTED");
    await client.close();
    expect(server.received()).toBe("QUIT\r\n");
  });

  test("may share its signal with thousands", async () => {
    await using server = await fakeServer(() => {});
    await using client = await connectTo(server, { closeTimeoutMs: 1 });
    const abort = new AbortController();
    const answers = Array.from({ length: 2_000 }, () => failureOf(client.time({ signal: abort.signal })));
    abort.abort();
    for (const failure of await Promise.all(answers)) expect(failure.code).toBe("ABORTED");
  });
});

describe("closing", () => {
  test("waits for outstanding replies, then sends QUIT", async () => {
    await using server = await answering((index) => `JAM ${index}\r\n`);
    const client = await connectTo(server);
    const answers = [client.time(), client.time()];
    const closed = client.close();
    expect((await failureOf(client.time())).code).toBe("CLOSED");
    await closed;
    expect(await Promise.all(answers)).toMatchObject([{ text: "0" }, { text: "1" }]);
    expect(server.received()).toBe("TIME\r\nTIME\r\nQUIT\r\n");
  });

  test("twice is the same as once", async () => {
    await using server = await answering(() => "JAM 1\r\n");
    const client = await connectTo(server);
    await Promise.all([client.close(), client.close()]);
    await client.close();
    expect(server.received()).toBe("QUIT\r\n");
  });

  test("does not wait forever for a server that does not close", async () => {
    await using server = await fakeServer((socket) => {
      socket.allowHalfOpen = true;
      socket.on("data", () => socket.write("ERR"));
    });
    const client = await connectTo(server, { closeTimeoutMs: 20 });
    await client.close();
  });

  test("does not take a reply to QUIT for a failure", async () => {
    await using server = await fakeServer((socket) => {
      socket.on("data", (chunk) =>
        socket.write(String(chunk) === "QUIT\r\n" ? "Good bye!\r\n" : "JAM 1\r\n"),
      );
    });
    const client = await connectTo(server);
    await client.time();
    await client.close();
  });

  test("is what the end of an `await using` scope does", async () => {
    await using server = await fakeServer((socket) => onLines(socket, () => {}));
    {
      await using _client = await connectTo(server);
    }
    expect(server.received()).toBe("QUIT\r\n");
  });

  test("of a connection that has failed resolves", async () => {
    await using server = await fakeServer((socket) => socket.destroy());
    const client = await connectTo(server);
    await failureOf(client.time());
    await client.close();
  });
});

test("a timeout out of range is refused, and nothing is sent", async () => {
  await using server = await answering(() => "JAM 1\r\n");
  const client = await connectTo(server);
  for (const timeoutMs of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
    await expect(client.time({ timeoutMs })).rejects.toThrow(RangeError);
  }
  await client.close();
  expect(server.received()).toBe("QUIT\r\n");
});
