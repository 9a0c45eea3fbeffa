/** The monitor of a real server: what it records of clients, and that the server runs without it. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JAM, JamServer } from "../support/jam-server.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { descriptorCount } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";
import { REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const FAULT = fileURLToPath(new URL("../../faults/dying-thread.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "jam-monitor-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (hex: string) => Buffer.from(hex, "hex").toString("latin1");

test("with thousands of connections a response is small, and each session can be found", async () => {
  const CROWD = 3_000;
  await using monitored = await MonitoredServer.start();
  const crowd = await Promise.all(Array.from({ length: CROWD }, () => RawClient.dial(monitored.port)));
  await until(
    10,
    async () => (await monitored.status()).connections.open === CROWD,
    () => "all of them open",
  );
  const answer = await fetch(`${monitored.url}api/v1/sessions?limit=100`);
  const text = await answer.text();
  expect(text.length).toBeLessThan(40_000);
  expect(JSON.parse(text)).toMatchObject({ matching: CROWD, rows: { length: 100 } });
  const one = crowd[1234];
  one?.send("x\r\nTIME\r\n");
  await one?.waitForBytes(REPLY_BYTES + 20);
  const { rows } = await monitored.sessionsWhen(({ rows }) => rows[0]?.errors === 1, "sort=errors&limit=1");
  expect(rows[0]).toMatchObject({ requests: 1, errors: 1, state: "open" });
  for (const client of crowd) client[Symbol.dispose]();
}, 30_000);

test("a session recorded before the monitor is opened has every chunk, as it came and as it was answered", async () => {
  await using monitored = await MonitoredServer.start();
  using client = await RawClient.dial(monitored.port);
  client.send("TI");
  await monitored.sessionsWhen(({ rows }) => rows.length === 1);
  client.send(`ME\r\nTIME\nx\r\n`);
  await client.waitForBytes(REPLY_BYTES + 60);
  client.send("QUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  const { rows } = await monitored.sessionsWhen(({ rows }) => rows[0]?.state === "ended");
  expect(rows[0]).toMatchObject({
    reason: "quit",
    requests: 1,
    errors: 2,
    address: "127.0.0.1",
    hasRecord: true,
  });
  const { chunks, bytesDropped } = await monitored.session(rows[0]?.session ?? "");
  expect(chunks.map(({ from, what, hex }) => [from, what, bytesOf(hex)])).toEqual([
    ["client", "bytes", "TI"],
    ["client", "bytes", "ME\r\nTIME\nx\r\n"],
    ["server", "bytes", client.text],
    ["client", "bytes", "QUIT\r\n"],
    ["server", "fin", ""],
    ["client", "fin", ""],
  ]);
  expect(bytesDropped).toBe(0);
  const times = chunks.map(({ at }) => at);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  const { faults, dropped } = await monitored.faults();
  expect(faults.map(({ kind, number }) => [kind, number])).toEqual([
    ["bare-lf", 2],
    ["unknown", 1],
  ]);
  expect(dropped).toBe(0);
});

test("a FIN and a reset of a client are recorded as such", async () => {
  await using monitored = await MonitoredServer.start(["--threads", "1"]);
  using polite = await RawClient.dial(monitored.port);
  polite.send("TIME\r\n");
  await polite.waitForBytes(REPLY_BYTES);
  polite.finish();
  await polite.waitForClose();
  using rude = await RawClient.dial(monitored.port);
  rude.send("TIME\r\n");
  await rude.waitForBytes(REPLY_BYTES);
  rude.reset();
  await monitored.sessionsWhen(
    ({ rows }) => rows.length === 2 && rows.every(({ state }) => state === "ended"),
  );
  const ends = async (session: string) =>
    (await monitored.session(session)).chunks.slice(2).map(({ from, what }) => `${from} ${what}`);
  expect(await ends("0.1")).toEqual(["client fin", "server fin"]);
  expect(await ends("0.2")).toEqual(["client reset"]);
});

test("--record 0 keeps no bytes, but lists the sessions", async () => {
  await using monitored = await MonitoredServer.start(["--record", "0"]);
  using client = await RawClient.dial(monitored.port);
  client.send(REQUEST);
  await client.waitForBytes(REPLY_BYTES);
  const { rows } = await monitored.sessionsWhen(({ rows }) => rows[0]?.requests === 1);
  expect(rows[0]?.hasRecord).toBe(false);
  expect((await monitored.session(rows[0]?.session ?? "")).chunks).toEqual([]);
});

test("session numbers are not used again after a thread was replaced", async () => {
  const file = join(folder, "die");
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: file };
  await using monitored = await MonitoredServer.start(["--threads", "1"], { env });
  const dial = async (known: number) => {
    const client = await RawClient.dial(monitored.port);
    const lines = await monitored.server.waitForAll(({ event }) => event === "session-opened", known);
    return { client, logged: lines.at(-1)?.session };
  };
  const before = [await dial(1), await dial(2)];
  writeFileSync(`${file}.new`, "0");
  renameSync(`${file}.new`, file);
  await monitored.server.waitFor(({ event }) => event === "thread-replaced");
  const after = await dial(3);
  expect([...before, after].map(({ logged }) => logged)).toEqual(["0.1", "0.2", "0.3"]);
  expect((await monitored.sessionsWhen(({ rows }) => rows.length === 1)).rows[0]?.session).toBe("0.3");
  for (const { client } of [...before, after]) client[Symbol.dispose]();
}, 20_000);

describe("a server without its monitor", () => {
  test("serves if the monitor's port is in use, and logs it", async () => {
    await using first = await MonitoredServer.start();
    await using second = await JamServer.start(["--monitor", first.place]);
    const { why } = await second.waitFor(({ event }) => event === "monitor-failed");
    expect(why).toContain(`port ${new URL(first.url).port} of 127.0.0.1 is in use`);
    using client = await RawClient.dial(second.port);
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expect((await second.stop()).exit).toBe(0);
  });

  test("listens on no other port with --monitor off", async () => {
    await using with0 = await MonitoredServer.start(["--threads", "2"]);
    await using without = await JamServer.start(["--threads", "2", "--monitor", "off"]);
    expect(descriptorCount(without.pid)).toBeLessThan(descriptorCount(with0.server.pid));
    const events = without.events.map(({ event }) => event);
    expect(events.filter((event) => event.startsWith("monitor-"))).toEqual([]);
  });

  test.each(["0.0.0.0:45080", "[::]:0", "192.0.2.7:1", "clock.example:1"])(
    "does not start if other machines could reach the monitor without a token: %s",
    async (place) => {
      const { exit, stderr } = await runProgram([JAM, "serve", "--port", "0", "--monitor", place]);
      expect([exit, stderr]).toEqual([2, expect.stringContaining("needs a --monitor-token") as string]);
    },
  );

  test("does not print the token", async () => {
    const env = { JAM_MONITOR_TOKEN: "a-token-that-is-long" };
    const { stdout } = await runProgram([JAM, "serve", "--print-config"], { env });
    expect(stdout).toContain('monitor-token = "(not shown)"');
    expect(stdout).not.toContain("a-token");
  });
});

// These mostly wait, so they wait together.

test.concurrent("a draining server reports on its monitor that it is not ready, until it ends", async () => {
  await using monitored = await MonitoredServer.start(["--drain-seconds", "20"]);
  using client = await RawClient.dial(monitored.port);
  client.pause();
  client.send(REQUEST.repeat(2_000_000));
  await client.waitForStall();
  expect((await monitored.sessionsWhen(({ rows }) => rows[0]?.state === "stalled")).matching).toBe(1);
  monitored.server.signal("SIGTERM");
  await monitored.server.waitFor(({ event }) => event === "draining");
  const ready = await fetch(`${monitored.url}readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { isGood: false, because: ["the server is draining"] },
  ]);
  expect((await monitored.status()).state).toBe("draining");
  client.resume();
  expect(await monitored.server.exited).toBe(0);
}, 30_000);

test.concurrent("a crowd at the monitor closes the monitor for a while, and clients are served", async () => {
  const DESCRIPTORS = 160;
  const command = ["sh", "-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "sh", JAM, "serve"];
  await using monitored = await MonitoredServer.start([], { command });
  const port = Number(new URL(monitored.url).port);
  const crowd = await Promise.all(Array.from({ length: 2 * DESCRIPTORS }, () => RawClient.dial(port)));
  const { why } = await monitored.server.waitFor(({ event }) => event === "monitor-failed");
  expect(why).toContain("file descriptors nearly exhausted");
  for (let time = 0; time < 5; time++) {
    using client = await RawClient.dial(monitored.port);
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toStartWith("JAM ");
  }
  for (const client of crowd) client[Symbol.dispose]();
  const isBack = () =>
    monitored.status().then(
      () => true,
      () => false,
    );
  await until(15, isBack, () => "a monitor that answers again");
  expect((await monitored.server.stop()).exit).toBe(0);
}, 40_000);

test.concurrent("the status has counters, and the rates of the last second", async () => {
  await using monitored = await MonitoredServer.start(["--zone", "Asia/Jakarta"]);
  using client = await RawClient.dial(monitored.port);
  client.send(REQUEST.repeat(500));
  await client.waitForBytes(500 * REPLY_BYTES);
  // Counted after the write, so the client may have the bytes first.
  const isCounted = async () => (await monitored.status()).counts.bytesSent === 500 * REPLY_BYTES;
  await until(5, isCounted, () => "all bytes counted");
  const status = await monitored.status();
  expect(status).toMatchObject({
    state: "serving",
    zone: "Asia/Jakarta",
    pid: monitored.server.pid,
    listening: { port: monitored.port },
    connections: { open: 1 },
    counts: { requests: 500, opened: 1, bytesSent: 500 * REPLY_BYTES },
  });
  expect(status.reply).toMatch(/^JAM \d\d:\d\d:\d\d$/);
  expect(status.threads.reduce((sum, { open }) => sum + open, 0)).toBe(1);
  await until(
    3,
    async () => (await monitored.status()).rates.requests > 0,
    () => "a rate of requests",
  );
});
