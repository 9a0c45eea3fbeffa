/**
 * The cost of a request in system calls, counted by strace and not timed: a fixed number of requests is sent to the
 * real server, and its calls on sockets are compared with stored counts.
 */
import { expect } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../end-to-end/support/jam-server.ts";
import { needs } from "../end-to-end/support/needs.ts";
import { RawClient } from "../end-to-end/support/raw-client.ts";

const REQUESTS = 500;
const REQUEST = "TIME\r\n";

/** Calls per segment: one reads, one sends, one waits. */
const STORED = { recvfrom: 1, sendto: 1, epoll: 1 } as const;
/**
 * Of each count, in both directions: far fewer mean that the counting failed. Allows for the start and end of a
 * connection, and for the server's own timers.
 */
const TOLERANCE = 0.2;

/**
 * Calls per connection that sends one request and QUIT. Less than one wait: epoll returns all ready sockets at once.
 * The second accept finds no more, the second read is the client's FIN. The peer's name is read only for logged
 * sessions, whose number per second is limited.
 */
const STORED_CHURN = {
  accept4: 2,
  epoll_ctl: 1,
  recvfrom: 2,
  sendto: 1,
  shutdown: 1,
  close: 1,
  setsockopt: 0,
} as const;
const CONNECTIONS = 300;

/** Sends one batch after the other on one connection. */
async function sendBatches(port: number, batch: string, times: number): Promise<void> {
  const done = Promise.withResolvers<void>();
  const lines = batch.split("\n").length - 1;
  let left = times;
  let got = 0;
  await using stack = new AsyncDisposableStack();
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (opened) => void opened.write(batch),
      data(socket, chunk) {
        for (const byte of chunk) got += byte === 10 ? 1 : 0;
        if (got < lines) return;
        got = 0;
        if (--left > 0) socket.write(batch);
        else done.resolve();
      },
      close: () => done.reject(new Error("the server closed")),
    },
  });
  stack.defer(() => void socket.end());
  await done.promise;
}

/** Calls by name, from the table of `strace -c`: percent, seconds, microseconds per call, calls, errors, name. */
function readTable(text: string): ReadonlyMap<string, number> {
  const rows = [...text.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$/gm)];
  return new Map(rows.map(([, calls, name = ""]) => [name, Number(calls)]));
}

/** Without busy polling: the number of polls depends on the machine. */
async function countCalls(
  monitor: string,
  work: (port: number) => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "jam-strace-"));
  try {
    const table = join(folder, "calls");
    await using server = await JamServer.start([
      "--threads",
      "1",
      "--log-level",
      "info",
      "--monitor",
      monitor,
      "--busy-poll",
      "0",
    ]);
    const strace = Bun.spawn(["strace", "-f", "-c", "-o", table, "-p", String(server.pid)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const attached = Promise.withResolvers<void>();
    const messages = (async () => {
      // Read to the end: if the pipe were closed, strace would end at its next message.
      for await (const text of strace.stderr) if (Buffer.from(text).includes("attached")) attached.resolve();
      attached.reject(new Error("strace ended before it was attached"));
    })();
    await attached.promise;
    await work(server.port);
    strace.kill("SIGINT");
    await Promise.all([strace.exited, messages]);
    return readTable(readFileSync(table, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function waitsOf(calls: ReadonlyMap<string, number>): number {
  return (calls.get("epoll_pwait2") ?? 0) + (calls.get("epoll_wait") ?? 0) + (calls.get("epoll_pwait") ?? 0);
}

const withStrace = needs("strace", "strace");

const WORKS = [
  { pipeline: 1, monitor: "off", words: "" },
  { pipeline: 16, monitor: "off", words: "" },
  { pipeline: 1, monitor: "127.0.0.1:0", words: ", and no more with an unwatched monitor" },
];

for (const { pipeline, monitor, words } of WORKS) {
  withStrace(`a segment of ${pipeline} costs one read, one send and one wait${words}`, async () => {
    const calls = await countCalls(monitor, (port) => sendBatches(port, REQUEST.repeat(pipeline), REQUESTS));
    const counted = {
      recvfrom: (calls.get("recvfrom") ?? 0) / REQUESTS,
      sendto: (calls.get("sendto") ?? 0) / REQUESTS,
      epoll: waitsOf(calls) / REQUESTS,
    };
    for (const [name, stored] of Object.entries(STORED)) {
      const count = counted[name as keyof typeof STORED];
      expect(count).toBeGreaterThanOrEqual(stored * (1 - TOLERANCE));
      expect(count).toBeLessThanOrEqual(stored * (1 + TOLERANCE));
    }
  });
}

withStrace("a connection costs no more than the stored calls", async () => {
  const calls = await countCalls("off", async (port) => {
    for (let index = 0; index < CONNECTIONS; index++) {
      using client = await RawClient.dial(port);
      client.send("TIME\r\nQUIT\r\n");
      await client.waitForClose();
    }
  });
  for (const [name, stored] of Object.entries(STORED_CHURN)) {
    const count = (calls.get(name) ?? 0) / CONNECTIONS;
    expect([name, count, count <= stored + TOLERANCE && count >= stored * (1 - TOLERANCE)]).toEqual([
      name,
      count,
      true,
    ]);
  }
});
