/** Times one stage on one thread: its start, its sends, its slices, its end. Knows no socket. */
import type { Tick } from "./client-sockets.ts";
import { SLICE_MS } from "./messages.ts";
import type { ThreadFacts } from "./record.ts";
import { type Processor, readProcessor } from "./self-measurement.ts";
import type { StageRun } from "./stage-run.ts";

const HEARTBEAT_MS = 20;
type StageTimes = Pick<ThreadFacts, "elapsedMs" | "serverEnd" | "cpuMs" | "waitedForCpuMs">;

export interface StageEvents {
  /** Called every 20 ms. */
  readWall(): void;
  /** A slice of the measured time is over. @param lengthMs its actual length */
  slice(slice: number, lengthMs: number): void;
  timerWasLate(ms: number): void;
  /** From now on `tick` is called when its last result says; undefined: no more. */
  drive(tick: Tick | undefined): void;
  /** Every request was answered or given up. */
  over(times: StageTimes): void;
}

export class StageClock {
  readonly #run: StageRun;
  readonly #events: StageEvents;
  readonly #heartbeats: Timer;
  #starting: Timer | undefined;
  #processor: Processor | undefined;
  #measuredSince: number | undefined;
  #heartbeatAt = performance.now();
  #sliceFrom: number;
  /** Set when no more requests are sent. */
  #ended: { readonly at: number; readonly overMs: number; readonly used: Processor | undefined } | undefined;

  constructor(run: StageRun, events: StageEvents) {
    this.#run = run;
    this.#events = events;
    this.#sliceFrom = run.window.measureFrom;
    this.#heartbeats = setInterval(() => this.#heartbeat(), HEARTBEAT_MS);
    const start = () => {
      run.start(Math.max(performance.now(), run.startAt)); // a timer may fire early
      events.drive((now) => run.tick(now));
    };
    this.#starting = setTimeout(start, Math.max(0, run.startAt - performance.now()));
  }

  /** Ends the stage early. */
  stop(): void {
    this.#end(performance.now());
  }

  #heartbeat(): void {
    const now = performance.now();
    const { measureFrom, measureTo } = this.#run.window;
    this.#events.readWall();
    if (this.#measuredSince === undefined && now >= measureFrom) {
      this.#measuredSince = now;
      this.#processor = readProcessor();
    } else if (this.#measuredSince !== undefined && this.#ended === undefined) {
      this.#events.timerWasLate(now - this.#heartbeatAt - HEARTBEAT_MS);
    }
    this.#heartbeatAt = now;
    this.#run.sweep(now);
    const isEndless = measureTo === Number.POSITIVE_INFINITY;
    if (now >= measureTo || (isEndless && this.#run.isHopeless(now))) this.#end(now);
    if (this.#run.isOver) this.#finish(now);
    else if (this.#ended === undefined) this.#cutSlice(now);
  }

  #cutSlice(now: number): void {
    const lengthMs = now - this.#sliceFrom;
    const slice = Math.floor((now - this.#run.window.measureFrom) / SLICE_MS) - 1;
    if (slice < 0 || slice <= Math.floor((this.#sliceFrom - this.#run.window.measureFrom) / SLICE_MS) - 1)
      return;
    this.#events.slice(slice, lengthMs);
    this.#sliceFrom = now;
  }

  #end(now: number): void {
    if (this.#ended !== undefined) return;
    const after = readProcessor();
    const before = this.#processor;
    const used =
      after === undefined || before === undefined
        ? undefined
        : { cpuMs: after.cpuMs - before.cpuMs, waitedForCpuMs: after.waitedForCpuMs - before.waitedForCpuMs };
    this.#ended = { at: now, overMs: now - (this.#measuredSince ?? now), used };
    clearTimeout(this.#starting);
    this.#events.drive(undefined);
    this.#run.end(now);
  }

  #finish(now: number): void {
    this.#end(now);
    clearInterval(this.#heartbeats);
    const { measureFrom, measureTo } = this.#run.window;
    const { at, overMs, used } = this.#ended ?? { at: now, overMs: 0, used: undefined };
    const isEndless = measureTo === Number.POSITIVE_INFINITY;
    const serverEnd = this.#run.serverEnd(Math.min(at, measureTo));
    const lastAt = isEndless ? this.#run.lastSettledAt : Math.min(at, measureTo);
    const elapsedMs = serverEnd.kind === "alive" ? Math.max(0, lastAt - measureFrom) : serverEnd.afterMs;
    // CPU time is read at heartbeats, and the measured time begins and ends between them.
    const scale = overMs > 0 ? elapsedMs / overMs : 1;
    const scaled = (ms: number | undefined) => (ms === undefined ? undefined : ms * scale);
    this.#events.over({
      elapsedMs,
      serverEnd,
      cpuMs: scaled(used?.cpuMs),
      waitedForCpuMs: scaled(used?.waitedForCpuMs),
    });
  }
}
