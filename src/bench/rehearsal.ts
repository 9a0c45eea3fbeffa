/** Runs the load on replies in memory, so that the engine has compiled a thread's code before it is measured. */
import { Checker } from "./checker.ts";
import { type ClientSocket, Connection } from "./connection.ts";
import type { Equipment } from "./equipment.ts";
import { Recorder } from "./recorder.ts";
import { formatSecond, mod } from "./reply-second.ts";
import { StageRun } from "./stage-run.ts";
import type { WallClock } from "./wall-clock.ts";

/** On one core the compiler needs about as long as the load that makes it compile. */
const LENGTH_MS = 80;
const CONNECTIONS = 8;
/** Chunks between two looks at the clock. */
const CHUNKS = 1000;

const SOCKET: ClientSocket = { write: (_bytes, _offset, length) => length, end() {}, terminate() {} };

export function rehearse(plan: Equipment["plan"], requests: Uint8Array, wall: WallClock): void {
  const recorder = new Recorder();
  const connections = Array.from({ length: CONNECTIONS }, (_, index) => new Connection(index));
  for (const connection of connections) {
    connection.state = "open";
    connection.socket = SOCKET;
  }
  const checker = new Checker(wall, plan.toleranceMs, () => {});
  const dialer = { dial() {}, sweep() {} };
  const equipment = { thread: 0, plan: { ...plan, threads: 1, churn: false }, connections, dialer, checker };
  const load = { loop: { kind: "closed" }, extent: { kind: "time", ms: LENGTH_MS }, warmupMs: 0 } as const;
  const from = performance.now();
  const run = new StageRun({ ...equipment, recorder, requests }, load, from, () => {});
  run.start(from);
  for (let now = from; now < from + LENGTH_MS; now = performance.now()) {
    const second = Math.floor(wall.wallAt(now) / 1000);
    const chunk = Buffer.from(`JAM ${formatSecond(mod(second))}\r\n`.repeat(plan.pipeline), "latin1");
    for (let at = 0; at < CHUNKS && performance.now() < from + LENGTH_MS; at++)
      run.received(connections[at % CONNECTIONS] as Connection, chunk, performance.now());
    recorder.take(undefined);
  }
}
