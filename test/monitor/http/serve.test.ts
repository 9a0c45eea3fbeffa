/** The monitor over HTTP: its responses, its security headers, and its bounds. */
import { describe, expect, test } from "bun:test";
import type { Update } from "../../../src/monitor/facts/api.ts";
import { type MonitorPlace, startMonitor } from "../../../src/monitor/http/serve.ts";
import { socketState } from "../../../src/proc/socket-diag.ts";
import type { SocketAddress } from "../../../src/proc/tcp-calls.ts";
import { RawClient } from "../../end-to-end/support/raw-client.ts";
import { until } from "../../end-to-end/support/within.ts";
import { sampleSource } from "../sample-source.ts";

function open(source = sampleSource(), place: Partial<MonitorPlace> = {}) {
  const monitor = startMonitor(source, { host: "127.0.0.1", port: 0, token: undefined, ...place }, () => {});
  return {
    url: `http://127.0.0.1:${monitor.port}`,
    port: monitor.port,
    get: (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${monitor.port}${path}`, { redirect: "manual", ...init }),
    [Symbol.asyncDispose]: () => monitor.stop(),
  };
}

test.each([
  ["/", 200, "text/html"],
  ["/page.js", 200, "text/javascript"],
  ["/page.css", 200, "text/css"],
  ["/api/v1/status", 200, "application/json"],
  ["/api/v1/sessions?limit=5", 200, "application/json"],
  ["/api/v1/faults", 200, "application/json"],
  ["/api/v1/samples", 200, "application/json"],
  ["/metrics", 200, "text/plain"],
  ["/healthz", 200, "application/json"],
  ["/readyz", 200, "application/json"],
  ["/api/v1/sessions/0.99", 404, "text/plain"],
  ["/api/v1/sessions?limit=501", 400, "text/plain"],
  ["/api/v1/stream?sort=no", 400, "text/plain"],
  ["/api/v2/status", 404, "text/plain"],
  ["/../../etc/passwd", 404, "text/plain"],
])("%s is answered with %d %s, and careful headers", async (path, status, type) => {
  await using monitor = open();
  const answer = await monitor.get(path);
  expect([answer.status, answer.headers.get("content-type")?.startsWith(type)]).toEqual([status, true]);
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("x-frame-options")).toBe("DENY");
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  const head = await monitor.get(path, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([status, ""]);
  for (const { headers } of [answer, head])
    expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(60_000);
});

test.each(["a b", "", "[", "%"])("an invalid Host header, %j, gets a 4xx status", async (host) => {
  await using monitor = open();
  using client = await RawClient.dial(monitor.port);
  client.send(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  await client.waitForEnd();
  expect(client.text).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test("only GET and HEAD are served", async () => {
  await using monitor = open();
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    expect([method, (await monitor.get("/", { method })).status]).toEqual([method, 405]);
});

test("health reports by status code for a load balancer, and with reasons for a person", async () => {
  const source = sampleSource({ facts: { isDraining: true } });
  await using monitor = open(source);
  expect((await monitor.get("/healthz")).status).toBe(200);
  const ready = await monitor.get("/readyz");
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { isGood: false, because: ["the server is draining"] },
  ]);
});

test("HTTP/1.0 without a Host header is answered, and an invalid Host header is refused", async () => {
  await using monitor = open();
  const statusOf = async (request: string) => {
    using client = await RawClient.dial(monitor.port);
    client.send(request);
    await client.waitForBytes(12);
    return client.text.slice(9, 12);
  };
  expect(await statusOf("GET /readyz HTTP/1.0\r\n\r\n")).toBe("200");
  expect(await statusOf("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:1:evil\r\n\r\n")).toBe("400");
});

test("with a token, everything but health requires it", async () => {
  const token = "a-token-that-is-long";
  await using monitor = open(sampleSource(), { token });
  for (const path of ["/", "/api/v1/status", "/api/v1/stream", "/metrics", "/page.js", "/nothing"])
    expect([path, (await monitor.get(path)).status]).toEqual([path, 401]);
  expect((await monitor.get("/healthz")).status).toBe(200);
  expect(
    (await monitor.get("/api/v1/status", { headers: { authorization: `Bearer ${token}` } })).status,
  ).toBe(200);
  const sent = await monitor.get(`/?token=${token}`);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/"]);
  const cookie = sent.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await monitor.get("/api/v1/status", { headers: { cookie } })).status).toBe(200);
});

const STREAM = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

/** The HTTP status of a stream that is opened from the address. */
async function streamStatus(port: number, from: string): Promise<string> {
  using client = await RawClient.dial(port, { from });
  client.send(STREAM);
  await client.waitForBytes(12);
  return client.text.slice(9, 12);
}

/** An update of it is half a MiB. */
function largeSource(onQuery = () => {}) {
  const rows = Array.from({ length: 500 }, (_, index) => ({ session: "x".repeat(1000), thread: index }));
  const sessions = async () => {
    onQuery();
    return { matching: 500, rows: rows as never };
  };
  return sampleSource({ sessions: { sessions } });
}

describe("what a client can make the monitor keep", () => {
  test("a request with a large head or a body is refused", async () => {
    await using monitor = open();
    expect((await monitor.get("/", { headers: { x: "y".repeat(100_000) } })).status).toBe(431);
    expect((await monitor.get("/", { method: "POST", body: "x" })).status).toBe(413);
  });

  test("24 streams of one address can be open; one more gets 503 with Retry-After, until one is closed", async () => {
    await using monitor = open();
    const aborts = Array.from({ length: 24 }, () => new AbortController());
    for (const { signal } of aborts)
      expect((await monitor.get("/api/v1/stream", { signal })).status).toBe(200);
    const late = await monitor.get("/api/v1/stream");
    expect([late.status, late.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await streamStatus(monitor.port, "127.0.0.2")).toBe("200");
    aborts[0]?.abort();
    for (;;) {
      const abort = new AbortController();
      const { status } = await monitor.get("/api/v1/stream", { signal: abort.signal });
      abort.abort();
      if (status === 200) break;
    }
    for (const abort of aborts) abort.abort();
  });

  test("readers that take nothing lose their places to new ones, and are closed after 15 s", async () => {
    await using monitor = open(largeSource());
    const stalled: RawClient[] = [];
    using _ = { [Symbol.dispose]: () => stalled.forEach((client) => void client[Symbol.dispose]()) };
    for (let index = 0; index < 24; index++) {
      const client = await RawClient.dial(monitor.port);
      client.pause();
      client.send(STREAM);
      stalled.push(client);
    }
    // Each stalls once the kernel's buffers are full.
    await until(
      10,
      async () => (await streamStatus(monitor.port, "127.0.0.1")) === "200",
      () => "a place for a reader",
    );
    const isGone = ({ localPort }: RawClient) => {
      const ends = [monitor.port, localPort].map((port) => ({ ip: "127.0.0.1", port })) as [
        SocketAddress,
        SocketAddress,
      ];
      return (socketState(...ends)?.inode ?? 0) === 0;
    };
    if (process.platform !== "linux") return; // only there a test can see another's sockets
    expect(stalled.some((client) => !isGone(client))).toBe(true);
    await until(
      40,
      () => stalled.every(isGone),
      () => "the end of all that take nothing",
    );
  }, 60_000);

  test("for a client that does not read, no updates pile up", async () => {
    let queries = 0;
    await using monitor = open(largeSource(() => queries++));
    using client = await RawClient.dial(monitor.port);
    client.pause();
    client.send(STREAM);
    // An update is half a MiB here: what the kernel's buffers hold is a few of them.
    const deadline = performance.now() + 8_000;
    let last = -1;
    while (queries !== last) {
      last = queries;
      await Bun.sleep(1_500); // long enough for six updates
      if (performance.now() > deadline) break;
    }
    expect(queries).toBe(last);
    expect(queries).toBeLessThan(20);
  }, 15_000);
});

/** The first events of a stream. */
async function eventsOf(monitor: Pick<ReturnType<typeof open>, "get">, most: number) {
  const abort = new AbortController();
  const answer = await monitor.get("/api/v1/stream?limit=5", { signal: abort.signal });
  expect(answer.headers.get("content-type")).toStartWith("text/event-stream");
  const events: { name: string | undefined; id: string | undefined; update: Update; at: number }[] = [];
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += new TextDecoder().decode(chunk);
    const at = performance.now();
    for (const [, name, id, data = ""] of text.matchAll(/event: (.*)\nid: (.*)\ndata: (.*)\n\n/g))
      events.push({ name, id, update: JSON.parse(data), at });
    text = text.slice(text.lastIndexOf("\n\n") + 2);
    if (events.length >= most) break;
  }
  abort.abort();
  return events;
}

test("while a thread does not answer in time, a stream repeats what it sent before, and loses no fault", async () => {
  const fault = { number: 7, at: 1, session: "0.1", address: "127.0.0.1", port: 1, kind: "unknown" } as const;
  const fallback = { matching: 0, faults: [], isComplete: true };
  const answers = [
    { matching: 3, faults: [], isComplete: true },
    { matching: 1, faults: [fault], isComplete: false },
    { matching: 4, faults: [{ ...fault, number: 6 }, fault], isComplete: true },
  ];
  const asked: number[] = [];
  const source = sampleSource({
    sessions: {
      update: async ({ after }) => {
        const { matching, ...answer } = answers[Math.min(asked.push(after), answers.length) - 1] ?? fallback;
        return { ...answer, sessions: { matching, rows: [] }, board: [] };
      },
    },
  });
  await using monitor = open(source);
  const updates = (await eventsOf(monitor, 3)).map(({ update }) => update);
  expect(updates.map(({ sessions }) => sessions.matching)).toEqual([3, 3, 4]);
  expect(updates.map(({ faults }) => faults.faults.length)).toEqual([0, 0, 2]);
  expect(asked.slice(0, 3)).toEqual([0, 0, 0]);
});

test("a first update waits a moment for a thread that is late", async () => {
  let asked = 0;
  const source = sampleSource({
    sessions: {
      update: async () => {
        const isComplete = ++asked >= 3;
        return { sessions: { matching: isComplete ? 9 : 0, rows: [] }, board: [], faults: [], isComplete };
      },
    },
  });
  await using monitor = open(source);
  const [first] = await eventsOf(monitor, 1);
  expect(first?.update.sessions.matching).toBe(9);
});

test("a stream sends first everything, then what is new, at most 4 times a second", async () => {
  const fault = { number: 7, at: 1, session: "0.1", address: "127.0.0.1", port: 1, kind: "unknown" } as const;
  const source = sampleSource({ sessions: { faults: async (after) => (after < 7 ? [fault] : []) } });
  await using monitor = open(source);
  const events = await eventsOf(monitor, 3);
  expect(events.map(({ name, id }) => [name, id])).toEqual([
    ["update", "1"],
    ["update", "2"],
    ["update", "3"],
  ]);
  expect(events.map(({ update }) => update.faults.faults.map(({ number }) => number))).toEqual([[7], [], []]);
  expect(events[0]?.update.status).toMatchObject({
    state: "serving",
    reply: "JAM 10:20:30",
    now: expect.any(Number) as number,
  });
  expect((events[2]?.at ?? 0) - (events[0]?.at ?? 0)).toBeGreaterThan(450);
});
