/** `jam status` and `jam top` with something else than a monitor at the other end: one clear error, in bounded time. */
import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import { fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { JAM, JamServer } from "../support/jam-server.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { runProgram } from "../support/run-program.ts";

const JSON_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const STREAM_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
const BLOCK = 60_000;

/** Writes for as long as the client is there. */
function endless(socket: Socket, block: string): void {
  const write = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on("drain", write);
  write();
}

/** Writes one byte after the other, again and again. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ""), 100);
  socket.on("close", () => clearInterval(timer));
}

function whole(status: string, type: string, body: string): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The same JSON to a request for readiness, for a status and, as an event, for a stream. */
const json = (text: string) => (socket: Socket, path: string) =>
  void socket.write(
    path.includes("stream")
      ? `${STREAM_HEAD}\r\nevent: update\ndata: ${text}\n\n`
      : whole("200 OK", "application/json", text),
  );

const GZIPPED = Buffer.from(Bun.gzipSync(new Uint8Array(100 << 20)));

interface Hostile {
  readonly is: string;
  readonly answers: (socket: Socket, path: string) => void;
  readonly code: string;
  /** If it is not that of every such error. */
  readonly says?: RegExp;
}

const HOSTILE: readonly Hostile[] = [
  {
    is: "an endless body",
    answers: (socket) => {
      socket.write(`${JSON_HEAD}\r\n`);
      endless(socket, "[".repeat(BLOCK));
    },
    code: "not-jam",
    says: /exceeds 262144 bytes|status 200/,
  },
  {
    is: "an endless event",
    answers: (socket, path) => {
      if (!path.includes("stream")) socket.end(whole("200 OK", "text/plain", "x"));
      socket.write(`${STREAM_HEAD}\r\ndata: `);
      endless(socket, "x".repeat(BLOCK));
    },
    code: "not-jam",
    says: /exceeds 16777216 bytes|is not JSON|in time/,
  },
  {
    is: "endless empty events",
    answers: (socket, path) => {
      if (!path.includes("stream")) socket.end(whole("200 OK", "text/plain", "x"));
      socket.write(`${STREAM_HEAD}\r\n`);
      const timer = setInterval(() => socket.write(": nothing\n\n"), 50);
      socket.on("close", () => clearInterval(timer));
    },
    code: "not-jam",
    says: /did not answer in time|is not JSON/,
  },
  {
    is: "endless headers",
    answers: (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      endless(socket, `X-A: ${"a".repeat(1000)}\r\n`.repeat(60));
    },
    code: "not-jam",
  },
  {
    is: "an endless header",
    answers: (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nX-A: ");
      endless(socket, "a".repeat(BLOCK));
    },
    code: "not-jam",
  },
  {
    is: "endless interim responses",
    answers: (socket) => endless(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(100)),
    code: "timeout",
  },
  { is: "headers byte by byte", answers: (socket) => drip(socket, `${JSON_HEAD}x: `), code: "timeout" },
  {
    is: "a body byte by byte",
    answers: (socket, path) => {
      socket.write(`${path.includes("stream") ? STREAM_HEAD : JSON_HEAD}\r\n`);
      drip(socket, " ");
    },
    code: "timeout",
  },
  { is: "silence", answers: () => {}, code: "timeout" },
  {
    is: "garbage",
    answers: (socket) => void socket.end("\u0000\u00ff\u001b[31mgarbage\r\n\r\n"),
    code: "not-jam",
    says: /does not speak HTTP/,
  },
  { is: "a close at once", answers: (socket) => void socket.end(), code: "unreachable" },
  { is: "a reset", answers: (socket) => void socket.resetAndDestroy(), code: "unreachable" },
  {
    is: "half a body",
    answers: (socket) => void socket.end(`${JSON_HEAD}content-length: 600\r\n\r\n{}`),
    code: "unreachable",
  },
  {
    is: "a compressed bomb",
    answers: (socket) => {
      socket.write(`${JSON_HEAD}content-encoding: gzip\r\ncontent-length: ${GZIPPED.length}\r\n\r\n`);
      socket.write(GZIPPED);
    },
    code: "not-jam",
  },
  {
    is: "a redirect",
    answers: (socket) => void socket.write("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n"),
    code: "not-jam",
    says: /status 302/,
  },
  {
    is: "a page",
    answers: (socket) =>
      void socket.write(whole("200 OK", "text/html", "<!doctype html><title>\u001b[31m</title>")),
    code: "not-jam",
  },
  {
    is: "an error page",
    answers: (socket) =>
      void socket.write(whole("404 Not Found", "text/html", "<h1>\u001b[31mNot Found</h1>")),
    code: "not-jam",
    says: /status 404: <h1>\\u001b\[31mNot Found/,
  },
  ...[
    "null",
    "[]",
    '"jam"',
    "1",
    "{}",
    '{"isGood":true}',
    '{"isGood":true,"because":{}}',
    "[".repeat(100_000),
  ].map((text) => ({ is: `JSON ${text.slice(0, 40)}`, answers: json(text), code: "not-jam" })),
];

for (const { is, answers, code, says = /^/ } of HOSTILE)
  test.concurrent(`${is} is one clear error of jam status and jam top`, async () => {
    await using server = await fakeServer((socket) => {
      onLines(socket, (line) => {
        // A request for the time, by which a port of the time is recognised, is not answered.
        const path = /^GET (\S+)/.exec(line)?.[1];
        if (path !== undefined) answers(socket, path);
      });
    });
    const place = `127.0.0.1:${server.port}`;
    const [status, asJson, top] = await Promise.all(
      [["status"], ["status", "--json"], ["top"]].map(([command = "", ...flags]) =>
        runProgram([JAM, command, place, ...flags], { seconds: 40 }),
      ),
    );
    for (const ended of [status, top]) {
      expect([ended?.exit, ended?.stdout]).toEqual([1, ""]);
      expect(ended?.stderr).toMatch(/^jam: [^\n]+\n$/);
      expect(ended?.stderr).toMatch(says);
      expect(ended?.stderr).not.toContain("\u001b");
    }
    expect([asJson?.exit, asJson?.stderr]).toEqual([1, ""]);
    expect(JSON.parse(asJson?.stdout ?? "")).toEqual({
      schema: 2,
      code,
      message: expect.any(String) as string,
    });
  }, 60_000);

test("a status in which any one member is wrong is refused, and names the member", async () => {
  await using monitored = await MonitoredServer.start();
  const [ready, status] = [
    await monitored.get<object>("readyz"),
    await monitored.get<object>("api/v1/status"),
  ];
  let answer: object = status;
  await using server = await fakeServer((socket) => {
    onLines(socket, (line) => {
      if (line.startsWith("GET /readyz")) json(JSON.stringify(ready))(socket, "");
      else if (line.startsWith("GET /api")) json(JSON.stringify(answer))(socket, "");
    });
  });
  const run = () => runProgram([JAM, "status", `127.0.0.1:${server.port}`]);
  expect((await run()).exit).toBe(0);
  for (const name of [
    "version",
    "clock",
    "counts",
    "rates",
    "threads",
    "recording",
    "listening",
    "startedAt",
  ])
    for (const wrong of [undefined, { [name]: 7 }, true]) {
      answer = { ...status, [name]: wrong };
      const { exit, stderr } = await run();
      expect([exit, stderr]).toEqual([1, expect.stringContaining(`has no valid ${name}`) as string]);
    }
}, 60_000);

test("the time port itself is named as that, for any time server", async () => {
  await using jam = await JamServer.start();
  await using student = await fakeServer((socket) => {
    onLines(socket, (line) => void socket.write(line === "TIME" ? "JAM 10:20:30\r\n" : "ERROR what?\r\n"));
  });
  for (const { port } of [jam, student]) {
    for (const command of ["status", "top"]) {
      const { exit, stderr } = await runProgram([JAM, command, `127.0.0.1:${port}`]);
      expect(exit).toBe(1);
      expect(stderr).toMatch(
        new RegExp(
          `^jam: 127\\.0\\.0\\.1:${port} is the time port of a server, not its monitor: it answers TIME with "JAM [\\d:]+"`,
        ),
      );
    }
    const { stdout } = await runProgram([JAM, "status", "--json", `127.0.0.1:${port}`]);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 2, code: "time-port" });
  }
});

test("a port on which nothing listens is refused", async () => {
  const { exit, stdout } = await runProgram([JAM, "status", "--json", `127.0.0.1:${await freePort()}`]);
  expect([exit, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ schema: 2, code: "refused" })]);
});
