/** A load thread: opens its connections, runs stages on request, posts what it measured. */
import { parentPort, workerData } from "node:worker_threads";
import { Checker } from "./checker.ts";
import { Connection } from "./connection.ts";
import { Dialer } from "./dialer.ts";
import type { Equipment } from "./equipment.ts";
import { type ErrorKind, toHex } from "./errors.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import type { Stage } from "./plan.ts";
import { Recorder } from "./recorder.ts";
import { rehearse } from "./rehearsal.ts";
import { measureClockResolutionNs, measureTimerMs } from "./self-measurement.ts";
import { shareOf, shareStart } from "./share.ts";
import { StageClock } from "./stage-clock.ts";
import { StageRun } from "./stage-run.ts";
import { WallClock } from "./wall-clock.ts";

/** Connections that are dialled at the same time while all of them are opened. */
const DIALS_AT_ONCE = 64;
const SWEEP_MS = 20;
/** The number of a connection without a load. */
const SILENT = -1;

if (parentPort === null) throw new Error("src/bench/thread.ts is the entry of a worker thread");
const port = parentPort;
const { thread, plan } = workerData as ThreadStart;
const post = (message: FromThread) => port.postMessage(message);

const recorder = new Recorder();
const wall = new WallClock();
const readWall = () => wall.read(Date.now(), performance.now());
const emitError = (kind: ErrorKind, bytes: Uint8Array, from: number, to: number) => {
  recorder.errors.add(kind, 1, { hex: toHex(bytes, from, to), connection: receiving, at: Date.now() });
};
const checker = new Checker(wall, plan.toleranceMs, emitError);
const first = shareStart(plan.connections, thread, plan.threads);
const connections = Array.from(
  { length: shareOf(plan.connections, thread, plan.threads) },
  (_, index) => new Connection(first + index),
);
/** Connections in addition to the load, which send nothing. */
const silent = Array.from({ length: shareOf(plan.idle, thread, plan.threads) }, () => new Connection(SILENT));
/** The number of the connection that is being read. */
let receiving = 0;
let run: StageRun | undefined;
/** While the connections are being opened: one has settled. */
let opening: (() => void) | undefined;

for (let reading = 0; reading < 16; reading++) readWall();
// Before the sockets' loop takes the thread.
const clockResolutionNs = measureClockResolutionNs();
const timerResolutionMs = await measureTimerMs();
const requests = Buffer.from("TIME\r\n".repeat(plan.pipeline));
rehearse(plan, requests, wall);

const dialer = new Dialer(plan, {
  opened(connection, now) {
    if (connection.index === SILENT) return opening?.();
    if (run !== undefined) return run.opened(connection, now);
    recorder.connect.add(now - connection.dialedAt, 1);
    opening?.();
  },
  received(connection, chunk, now) {
    if (connection.index === SILENT) return;
    receiving = connection.index;
    if (run !== undefined) run.received(connection, chunk, now);
    else checker.receive(chunk, connection.conversation, now); // before the first request
  },
  writable: (connection) => run?.writable(connection),
  lost(connection, why) {
    const wasOpen = why === "closed" || why === "reset";
    if (connection.index === SILENT && wasOpen)
      recorder.errors.add("idle-closed", 1, { hex: "", connection: SILENT, at: Date.now() });
    else if (run !== undefined) run.lost(connection, why);
    else if (!wasOpen) opening?.();
  },
});
const equipment: Equipment = {
  thread,
  plan,
  connections,
  dialer,
  checker,
  recorder,
  requests,
};

/** Resolves when each was opened or could not be. */
async function openAll(dialled: readonly Connection[]): Promise<void> {
  if (dialled.length === 0) return;
  const all = Promise.withResolvers<void>();
  let next = 0;
  let settled = 0;
  const dialNext = () => {
    const connection = dialled[next++];
    if (connection !== undefined) dialer.dial(connection);
  };
  opening = () => {
    settled++;
    if (settled === dialled.length) all.resolve();
    else dialNext();
  };
  for (let at = 0; at < DIALS_AT_ONCE; at++) dialNext();
  const sweeping = setInterval(() => dialer.sweep(dialled, plan.timeoutMs, performance.now()), SWEEP_MS);
  await all.promise;
  clearInterval(sweeping);
  opening = undefined;
}

let clock: StageClock | undefined;

function runStage(stage: number, load: Stage, startAt: number): void {
  run = new StageRun(equipment, load, wall.monotonicAt(startAt), () => dialer.wake());
  const zone = () => checker.zoneOffsetSeconds;
  clock = new StageClock(run, {
    readWall,
    slice: (slice, lengthMs) => {
      post({ kind: "slice", stage, thread, slice, lengthMs, record: recorder.take(zone()) });
    },
    drive: (tick) => dialer.drive(tick),
    idleMs: () => dialer.idleMs,
    timerWasLate: (ms) => recorder.loopDelay.add(ms, 1),
    over: (measured) => {
      run = undefined;
      clock = undefined;
      const facts = { ...measured, clockResolutionNs, timerResolutionMs };
      post({ kind: "done", stage, record: recorder.take(zone(), [facts]) });
    },
  });
}

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "run":
      runStage(message.stage, message.load, message.startAt);
      break;
    case "stop":
      clock?.stop();
      break;
    case "leave":
      dialer.leave([...connections, ...silent]);
      port.close();
      break;
  }
});

if (!plan.churn) await openAll(connections);
await openAll(silent);
const isOpen = (connection: Connection) => connection.state === "open";
const open = (plan.churn ? connections : connections.filter(isOpen)).length + silent.filter(isOpen).length;
post({ kind: "ready", open, error: dialer.lastError });
