/** A serving thread that dies by a fault: it is replaced and said, and the other threads' sessions do not notice. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JamServer, type LogLine } from "./jam-server.ts";
import { RawClient } from "./raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "./replies.ts";

const FAULT = fileURLToPath(new URL("../faults/dying-thread.ts", import.meta.url));
const CLIENTS = 20;

const folder = mkdtempSync(join(tmpdir(), "jam-fault-"));
afterAll(() => rmSync(folder, { recursive: true }));

function startFaulty(file: string, flags: readonly string[] = []): Promise<JamServer> {
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: file };
  return JamServer.start(["--threads", "2", ...flags], { env });
}

/** Written aside and renamed, so that the thread never reads half of it. */
function kill(thread: number, file: string): void {
  writeFileSync(`${file}.new`, String(thread));
  renameSync(`${file}.new`, file);
}

/** Clients, and on which thread each landed. */
async function dialMany(server: JamServer, known: number) {
  const clients = [];
  for (let index = 0; index < CLIENTS; index++) {
    const client = await RawClient.dial(server.port);
    const opened = await server.waitForAll(({ event }) => event === "session-opened", known + index + 1);
    clients.push({ client, thread: (opened.at(-1) as LogLine).thread });
  }
  return clients;
}

/** Why sessions ended: every count of the last words that is none of the traffic's. */
function sumOfEnds(counts: LogLine["counts"]): number {
  const { opened, refused, bytesReceived, bytesSent, requests, unknown, bareLf, unsynchronised, ...reasons } =
    counts;
  return Object.values(reasons).reduce((sum, count) => sum + count, 0);
}

test("a thread that dies is replaced, and no session of the other one notices", async () => {
  const file = join(folder, "first");
  await using server = await startFaulty(file);
  const clients = await dialMany(server, 0);
  expect([...new Set(clients.map(({ thread }) => thread))].sort()).toEqual([0, 1]);
  const dying = clients.filter(({ thread }) => thread === 0);
  const living = clients.filter(({ thread }) => thread === 1);
  for (const { client } of living) client.send(`${REQUEST}TI`);

  kill(0, file);
  const died = await server.waitFor(({ event }) => event === "thread-died");
  expect(died).toMatchObject({
    thread: 0,
    sessionsLost: dying.length,
    why: "a fault that the test injected",
  });
  for (const { client } of living) client.send(`ME\r\n${REQUEST}`);
  for (const { client } of living) await client.waitForBytes(3 * REPLY_BYTES);
  for (const { client } of dying) await client.waitForClose();

  expect(await server.waitFor(({ event }) => event === "thread-replaced")).toMatchObject({ thread: 0 });
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
}, 20_000);

test("the places of a dead thread's sessions are free again", async () => {
  const file = join(folder, "places");
  await using server = await startFaulty(file, ["--max-connections", String(CLIENTS)]);
  const clients = await dialMany(server, 0);
  kill(1, file);
  const { sessionsLost } = await server.waitFor(({ event }) => event === "thread-died");
  await server.waitFor(({ event }) => event === "thread-replaced");
  expect(sessionsLost).toBe(clients.filter(({ thread }) => thread === 1).length);
  const next = await Promise.all(Array.from({ length: sessionsLost }, () => RawClient.dial(server.port)));
  for (const client of next) {
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
}, 20_000);

test("a thread that dies while the server stops does not hold it up, and its sessions are counted", async () => {
  const file = join(folder, "stopping");
  await using server = await startFaulty(file, ["--drain-seconds", "30"]);
  const clients = await dialMany(server, 0);
  for (const { client } of clients) {
    client.pause();
    client.send(REQUEST.repeat(2_000_000));
  }
  await Promise.all(clients.map(({ client }) => client.waitForStall()));
  server.signal("SIGTERM");
  await server.waitFor(({ event }) => event === "draining");
  kill(0, file);
  for (const { client, thread } of clients) if (thread === 0) await client.waitForEnd();
  for (const { client } of clients) client.resume();
  expect(await server.exited).toBe(0);
  const { counts } = await server.waitFor(({ event }) => event === "stopped");
  expect(sumOfEnds(counts)).toBe(CLIENTS);
}, 30_000);
