/** A thread of the generator: opens its connections, runs the stages that it is told to, tells what it measured. */
import { parentPort, workerData } from "node:worker_threads";
import { Checker } from "./checker.ts";
import { Connection } from "./connection.ts";
import { DIALS_AT_ONCE, Dialer } from "./dialer.ts";
import { type FaultKind, toHex } from "./faults.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import type { Stage } from "./plan.ts";
import { Recorder } from "./recorder.ts";
import { measureClockResolutionNs, measureTimerMs } from "./self-measurement.ts";
import { shareOf, shareStart } from "./share.ts";
import { StageClock } from "./stage-clock.ts";
import { type Equipment, StageRun } from "./stage-run.ts";
import { WallClock } from "./wall-clock.ts";

if (parentPort === null) throw new Error("src/bench/thread.ts is the entry of a worker thread");
const port = parentPort;
const { thread, plan } = workerData as ThreadStart;
const tell = (message: FromThread) => port.postMessage(message);

const recorder = new Recorder();
const wall = new WallClock();
const readWall = () => wall.read(Date.now(), performance.now());
const tellFault = (kind: FaultKind, bytes: Uint8Array, from: number, to: number) => {
  recorder.faults.add(kind, 1, { hex: toHex(bytes, from, to), connection: receiving, at: Date.now() });
};
const checker = new Checker(wall, plan.toleranceMs, tellFault);
const first = shareStart(plan.connections, thread, plan.threads);
const lanes = Array.from(
  { length: shareOf(plan.connections, thread, plan.threads) },
  (_, index) => new Connection(first + index),
);
/** The number of the connection whose bytes are being read. */
let receiving = 0;
let run: StageRun | undefined;
/** While the connections are opened: goes on with the next. */
let opening: (() => void) | undefined;

const dialer = new Dialer(plan, {
  opened(lane, now) {
    if (run !== undefined) return run.opened(lane, now);
    recorder.connect.add(now - lane.dialedAt, 1);
    opening?.();
  },
  received(lane, chunk, now) {
    receiving = lane.index;
    if (run !== undefined) run.received(lane, chunk, now);
    else checker.receive(chunk, lane.conversation, now); // nothing was asked yet
  },
  writable: (lane) => run?.writable(lane),
  lost(lane, why) {
    if (run !== undefined) run.lost(lane, why);
    else opening?.();
  },
});
const equipment: Equipment = {
  thread,
  plan,
  lanes,
  dialer,
  checker,
  recorder,
  requests: Buffer.from("TIME\r\n".repeat(plan.pipeline)),
};

async function openLanes(): Promise<void> {
  if (plan.churn || lanes.length === 0) return;
  const all = Promise.withResolvers<void>();
  let next = 0;
  let settled = 0;
  const dialNext = () => {
    const lane = lanes[next++];
    if (lane !== undefined) dialer.dial(lane);
  };
  opening = () => {
    settled++;
    if (settled === lanes.length) all.resolve();
    else dialNext();
  };
  for (let at = 0; at < DIALS_AT_ONCE; at++) dialNext();
  await all.promise;
  opening = undefined;
}

let clock: StageClock | undefined;

function runStage(stage: number, load: Stage, startAt: number): void {
  run = new StageRun(equipment, load, wall.monotonicAt(startAt), () => clock?.wake());
  const zone = () => checker.zoneOffsetSeconds;
  clock = new StageClock(run, {
    readWall,
    slice: (slice, lengthMs) => {
      tell({ kind: "slice", stage, thread, slice, lengthMs, record: recorder.take(zone()) });
    },
    loopWasLate: (ms) => recorder.loopDelay.add(ms, 1),
    over: (measured) => {
      run = undefined;
      clock = undefined;
      const facts = { ...measured, clockResolutionNs, timerResolutionMs };
      tell({ kind: "done", stage, record: recorder.take(zone(), [facts]) });
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
      dialer.leave(lanes);
      port.close();
      break;
  }
});

for (let reading = 0; reading < 16; reading++) readWall();
const clockResolutionNs = measureClockResolutionNs();
const timerResolutionMs = await measureTimerMs();
await openLanes();
const silent = await dialer.openSilent(shareOf(plan.idle, thread, plan.threads), () => {
  recorder.faults.add("idle-closed", 1, { hex: "", connection: -1, at: Date.now() });
});
const open = plan.churn ? lanes.length : lanes.filter((lane) => lane.state === "open").length;
tell({ kind: "ready", open: open + silent, error: dialer.lastError });
