/** A serving thread that dies is logged and replaced, and the other threads' sessions do not notice. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOSE_REASONS } from "../../../src/server/counters.ts";
import { FAULT, killThread, startFaulty } from "../support/faulty-server.ts";
import { JAM, JamServer, type LogLine } from "../support/jam-server.ts";
import { descriptorCount } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { until } from "../support/within.ts";

const CLIENTS = 20;

/** How a thread ends, and the reason that is logged. */
const WHY = {
  throw: "a fault that the test injected",
  exit: "the thread exited",
  hang: "the thread hung: no heartbeat for 2 s",
} as const;

const folder = mkdtempSync(join(tmpdir(), "jam-fault-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Clients, each with its thread. */
async function dialMany(server: JamServer, known: number) {
  const clients = [];
  for (let index = 0; index < CLIENTS; index++) {
    const client = await RawClient.dial(server.port);
    const opened = await server.waitForAll(({ event }) => event === "session-opened", known + index + 1);
    clients.push({ client, thread: (opened.at(-1) as LogLine).thread });
  }
  return clients;
}

/** How many sessions ended for a reason, by the last log line. */
function sumOfEnds(counts: LogLine["counts"]): number {
  return CLOSE_REASONS.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
}

test.concurrent.each(["throw", "exit", "hang"] as const)(
  "a thread that meets a %s is replaced, and no session of the other one notices",
  async (fault) => {
    const file = join(folder, fault);
    await using server = await startFaulty(file);
    const clients = await dialMany(server, 0);
    expect([...new Set(clients.map(({ thread }) => thread))].sort()).toEqual([0, 1]);
    const dying = clients.filter(({ thread }) => thread === 0);
    const living = clients.filter(({ thread }) => thread === 1);
    for (const { client } of living) client.send(`${REQUEST}TI`);

    killThread(0, file, fault);
    const died = await server.waitFor(({ event }) => event === "thread-died", 15);
    expect(died).toMatchObject({ thread: 0, sessionsLost: dying.length, why: WHY[fault] });
    for (const { client } of living) client.send(`ME\r\n${REQUEST}`);
    for (const { client } of living) await client.waitForBytes(3 * REPLY_BYTES);
    for (const { client } of dying) await client.waitForClose();

    const replaced = await server.waitFor(({ event }) => event === "thread-replaced");
    expect(replaced.thread).toBe(0);
    expect(Date.parse(replaced.time) - Date.parse(died.time)).toBeLessThan(3_000);
    const later = await dialMany(server, CLIENTS);
    expect([...new Set(later.map(({ thread }) => thread))].sort()).toEqual([0, 1]);
    for (const { client } of [...living, ...later]) client.send(`${REQUEST}QUIT\r\n`);
    for (const { client } of living) {
      expect(await client.waitForClose()).toBe("fin");
      expectTimes(client.text, 4);
    }
    for (const { client } of later) {
      expect(await client.waitForClose()).toBe("fin");
      expectTimes(client.text, 1);
    }

    const { stopped, exit } = await server.stop();
    expect(stopped.counts).toMatchObject({ opened: 2 * CLIENTS, "thread-died": dying.length });
    expect(sumOfEnds(stopped.counts)).toBe(2 * CLIENTS);
    expect(exit).toBe(0);
  },
  40_000,
);

test.concurrent("a thread that dies leaves no descriptor open, its clients are closed at once, and new ones are served", async () => {
  const file = join(folder, "descriptors");
  await using server = await startFaulty(file);
  const atRest = descriptorCount(server.pid);
  const settles = (count: number) =>
    until(
      5,
      () => descriptorCount(server.pid) === count,
      () => `${count} descriptors, but ${descriptorCount(server.pid)}`,
    );
  for (let round = 1; round <= 3; round++) {
    const dialling = Array.from({ length: CLIENTS }, () => RawClient.dial(server.port));
    const clients = await Promise.all(dialling);
    await settles(atRest + CLIENTS);
    killThread(0, file);
    const died = await server.waitForAll(({ event }) => event === "thread-died", round);
    const lost = died.at(-1)?.sessionsLost;
    await until(
      1,
      () => clients.filter(({ isEnded }) => isEnded).length === lost,
      () => `${lost} ends`,
    );
    await server.waitForAll(({ event }) => event === "thread-replaced", round);
    for (let time = 0; time < 4; time++) {
      using next = await RawClient.dial(server.port);
      next.send("TIME\r\nQUIT\r\n");
      expect(await next.waitForClose()).toBe("fin");
      expectTimes(next.text, 1);
    }
    for (const client of clients) client[Symbol.dispose]();
    await settles(atRest);
  }
}, 60_000);

test.concurrent("the slots of a dead thread's sessions are free again", async () => {
  const file = join(folder, "places");
  await using server = await startFaulty(file, ["--max-connections", String(CLIENTS)]);
  const clients = await dialMany(server, 0);
  killThread(1, file);
  const { sessionsLost } = await server.waitFor(({ event }) => event === "thread-died");
  await server.waitFor(({ event }) => event === "thread-replaced");
  expect(sessionsLost).toBe(clients.filter(({ thread }) => thread === 1).length);
  const next = await Promise.all(Array.from({ length: sessionsLost }, () => RawClient.dial(server.port)));
  for (const client of next) {
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
}, 60_000);

test.concurrent.each(["throw", "hang"] as const)(
  "a thread that meets a %s while the server stops does not hold it up, and its sessions are counted",
  async (fault) => {
    const file = join(folder, `stopping-${fault}`);
    await using server = await startFaulty(file, ["--drain-seconds", "30"]);
    const clients = await dialMany(server, 0);
    for (const { client } of clients) {
      client.pause();
      client.send(REQUEST.repeat(600_000));
    }
    await Promise.all(clients.map(({ client }) => client.waitForStall()));
    server.signal("SIGTERM");
    await server.waitFor(({ event }) => event === "draining");
    killThread(0, file, fault);
    for (const { client, thread } of clients) if (thread === 0) await client.waitForEnd(15);
    for (const { client } of clients) client.resume();
    expect(await server.exited).toBe(0);
    const { counts } = await server.waitFor(({ event }) => event === "stopped");
    expect(sumOfEnds(counts)).toBe(CLIENTS);
  },
  60_000,
);

test.concurrent("a process that is stopped for 10 s and continued loses no thread and no session", async () => {
  await using server = await startFaulty(join(folder, "none"), ["--idle-seconds", "9"]);
  const clients = await dialMany(server, 0);
  server.signal("SIGSTOP");
  for (const { client } of clients) client.send(REQUEST); // the kernel keeps it meanwhile
  await Bun.sleep(10_000); // the pause that docs/reliability.md names
  server.signal("SIGCONT");
  for (const { client } of clients) await client.waitForBytes(REPLY_BYTES);
  for (const { client } of clients) client.send("QUIT\r\n");
  for (const { client } of clients) expect(await client.waitForClose()).toBe("fin");
  const { stopped, exit } = await server.stop();
  expect(stopped.counts).toMatchObject({ quit: CLIENTS, "thread-died": 0 });
  expect(server.events.filter(({ event }) => event.startsWith("thread-"))).toEqual([]);
  expect(exit).toBe(0);
}, 40_000);

test.concurrent("if no thread can live, the process prints why and exits with 3", async () => {
  const file = join(folder, "hopeless");
  await using server = await startFaulty(file);
  using client = await RawClient.dial(server.port);
  killThread("all", file);
  expect(await client.waitForEnd()).toBeString();
  expect(await server.exited).toBe(3);
  const deaths = server.events.filter(({ event }) => event === "thread-died");
  expect(deaths.length).toBeGreaterThanOrEqual(12);
  expect(server.lines.at(-1)).toBe(
    "jam: every serving thread failed repeatedly: a fault that the test injected.",
  );
}, 40_000);

test.concurrent("a thread is replaced while no descriptor is left for a new client", async () => {
  const file = join(folder, "no-descriptor");
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: file };
  const command = ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", JAM, "serve"];
  await using server = await JamServer.start(["--threads", "2"], { env, command });
  const { connectionLimit } = await server.waitFor(({ event }) => event === "listening");
  const crowd = await Promise.all(Array.from({ length: 200 }, () => RawClient.dial(server.port)));
  const waitForEnded = (count: number) =>
    until(
      10,
      () => crowd.filter(({ isEnded }) => isEnded).length === count,
      () => `${count} clients without a session`,
    );
  await waitForEnded(200 - connectionLimit);
  killThread(0, file);
  await server.waitFor(({ event }) => event === "thread-replaced", 10);
  const { sessionsLost } = await server.waitFor(({ event }) => event === "thread-died");
  await waitForEnded(200 - connectionLimit + sessionsLost);
  for (const client of crowd.filter(({ isEnded }) => !isEnded)) {
    client.send(REQUEST);
    await client.waitForBytes(REPLY_BYTES);
  }
  expect((await server.stop()).exit).toBe(0);
}, 40_000);
