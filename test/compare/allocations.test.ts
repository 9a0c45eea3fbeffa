/**
 * The cost of a request in objects, counted and not timed: after a fixed amount of work the new objects on the heap
 * are compared with stored counts. More is a regression; if there are fewer, lower the stored count.
 */
import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { mixedStream } from "../../compare/mixed-stream.ts";
import { Answer } from "../../src/protocol/answer.ts";
import { LIMITS, type Limits } from "../../src/protocol/limits.ts";
import { RepeatedReply } from "../../src/protocol/repeated-reply.ts";
import { RefusalSwitch, refusalMemory } from "../../src/server/clock/refusal-switch.ts";
import { CachedTimeReply } from "../../src/server/clock/time-reply.ts";
import { Connection } from "../../src/server/connection/connection.ts";
import type { ThreadContext } from "../../src/server/connection/thread-context.ts";
import { Counters, ROW_BYTES } from "../../src/server/counters.ts";
import { BufferBudget, bufferBudgetMemory } from "../../src/server/limits/buffer-budget.ts";
import { sessionsMemory } from "../../src/server/sessions/memory.ts";
import { SessionLog } from "../../src/server/sessions/session-log.ts";
import { EpollSocket } from "../../src/server/sockets/linux/epoll-socket.ts";
import type { SystemCalls } from "../../src/server/sockets/linux/system-calls.ts";
import { Timers } from "../../src/server/sockets/linux/timers.ts";
import type { Socket } from "../../src/server/sockets/sockets.ts";
import { zoneNamed } from "../clock/zone-named.ts";

/** Objects per chunk, turn of the loop or connection. Garbage counts too: the collector does not run meanwhile. */
const STORED = {
  one: 0,
  sixteen: 0,
  mixed: 0,
  cut: 0,
  recorded: 0,
  round: 0,
  connection: 1,
  session: 2,
} as const;
/** Memory of a silent connection. The engine's objects have 64, 80, 112 or 160 bytes, so one field can cost 48. */
const STORED_BYTES = 240;
/** Tolerated excess: the runtime itself makes an object now and then. */
const TOLERANCE = 0.05;

const CHUNKS = 2000;
const WARMING = 3000;

const limits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [name, limit.default]),
) as Limits;

const context: ThreadContext = {
  settings: {
    addresses: [],
    port: 0,
    inherited: undefined,
    threads: 1,
    zone: zoneNamed("UTC"),
    pattern: "%H:%M:%S",
    lenient: false,
    limits,
    busyPoll: 0,
    sessionLog: undefined,
    clock: { requireSync: false, maxClockError: 16 },
    access: { allow: [], deny: [] },
    proxyFrom: [],
    refuseSilently: false,
    emitsSessionEvents: false,
    emitsRefusals: false,
  },
  counters: new Counters(new SharedArrayBuffer(ROW_BYTES), 0),
  buffers: new BufferBudget(bufferBudgetMemory(1), 0),
  timeReply: new CachedTimeReply(() => "10:20:30", new RefusalSwitch(refusalMemory())),
  answer: new Answer(new RepeatedReply()),
  now: 1,
  wallNow: 0,
  isDraining: false,
};

/** Accepts everything, keeps nothing. */
const wire: Socket = {
  write: (_bytes, _offset, length) => length,
  shutdown() {},
  end() {},
  terminate() {},
  pause() {},
  resume() {},
};

function objects(): number {
  return Object.values(heapStats().objectTypeCounts).reduce((sum, count) => sum + count, 0);
}

/** Objects made by each call of `act`, without those made by the counting itself. */
function objectsATime(act: () => void): number {
  for (let time = 0; time < WARMING; time++) act();
  const count = (times: number) => {
    Bun.gc(true);
    const before = objects();
    for (let time = 0; time < times; time++) act();
    return objects() - before;
  };
  count(0);
  return (count(CHUNKS) - count(0)) / CHUNKS;
}

/** Opens sessions of a server with an unwatched monitor that records the newest sessions. */
function sessionOpener(): () => Connection {
  const log = new SessionLog(0, context.counters, sessionsMemory(), 20, () => {});
  const socket = { ...wire, remoteAddress: "127.0.0.1", remotePort: 50_000, packedPeer: 1 };
  return () => {
    const connection = new Connection(socket, context);
    connection.observer = log.observe(connection, socket);
    return connection;
  };
}

function recordedChunks(text: string): () => void {
  const connection = sessionOpener()();
  const chunk = Buffer.from(text);
  return () => connection.receive(chunk);
}

function chunksOf(text: string): () => void {
  const connection = new Connection(wire, context);
  const chunk = Buffer.from(text);
  return () => connection.receive(chunk);
}

const timers = new Timers();
timers.set(1, () => {});

const mixed = mixedStream().split("\r\n").slice(0, 16).join("\r\n");

const WORKS: Readonly<Record<keyof typeof STORED, () => void>> = {
  one: chunksOf("TIME\r\n"),
  sixteen: chunksOf("TIME\r\n".repeat(16)),
  mixed: chunksOf(`${mixed}\r\n`),
  cut: chunksOf("ME\r\nTI"), // the first line is unknown, and every chunk ends within one
  recorded: recordedChunks("TIME\r\n"),
  round: () => timers.call(0),
  connection: () => void new Connection(wire, context),
  session: sessionOpener(),
};

test("the count detects one object per call", () => {
  const kept: { last: object | undefined } = { last: undefined };
  const make = () => {
    kept.last = { some: "object" };
  };
  expect(objectsATime(make)).toBeCloseTo(1, 1);
});

for (const [name, work] of Object.entries(WORKS)) {
  const stored = STORED[name as keyof typeof STORED];
  test(`makes no more than the stored number of objects: ${name}, ${stored}`, () => {
    expect(objectsATime(work)).toBeLessThanOrEqual(stored + TOLERANCE);
  });
}

test(`a silent connection uses no more than the stored bytes: ${STORED_BYTES}`, () => {
  const openSession = sessionOpener();
  const owner = { calls: {} as SystemCalls, watch() {}, close() {} };
  const kept: object[] = new Array<object>(WARMING + CHUNKS).fill(owner);
  const keep = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const socket = new EpollSocket<Connection>(at, owner);
      socket.data = openSession();
      kept[at] = socket;
    }
    Bun.gc(true);
    return heapStats().heapSize;
  };
  const before = keep(0, WARMING);
  const bytes = (keep(WARMING, WARMING + CHUNKS) - before) / CHUNKS;
  expect(bytes).toBeLessThanOrEqual(STORED_BYTES * (1 + TOLERANCE));
});
