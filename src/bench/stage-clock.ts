/** Times one stage on one thread: its start, its sends, its slices, its end. Knows no socket. */
import { TICK_MS, type Tick } from "./client-sockets.ts";
import { SLICE_MS } from "./messages.ts";
import type { ThreadFacts } from "./record.ts";
import { type Processor, readProcessor } from "./self-measurement.ts";
import type { StageRun } from "./stage-run.ts";

type StageTimes = Pick<ThreadFacts, "elapsedMs" | "serverEnd" | "cpuMs" | "waitedForCpuMs">;

export interface StageEvents {
  /** Called every 20 ms. */
  readWall(): void;
  /** A slice of the measured time is over. @param lengthMs its actual length */
  slice(slice: number, lengthMs: number): void;
  timerWasLate(ms: number): void;
  /** For how long the thread has polled in vain: CPU time that it did not need. */
  idleMs(): number;
  /** From now on `tick` is called when its last result says, and every 20 ms; undefined: no more. */
  drive(tick: Tick | undefined): void;
  /** Every request was answered or given up. */
  over(times: StageTimes): void;
}

export class StageClock {
  readonly #run: StageRun;
  readonly #events: StageEvents;
  #hasStarted = false;
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
    events.drive((now) => this.#tick(now));
  }

  /** Ends the stage early. */
  stop(): void {
    this.#end(performance.now());
  }

  /** @returns when the next request is due */
  #tick(now: number): number {
    if (!this.#hasStarted && this.#ended === undefined) {
      if (now < this.#run.startAt) return this.#run.startAt;
      this.#hasStarted = true;
      this.#run.start(now);
    }
    if (now >= this.#heartbeatAt + TICK_MS) this.#heartbeat(now);
    return this.#ended === undefined ? this.#run.tick(now) : Number.POSITIVE_INFINITY;
  }

  #heartbeat(now: number): void {
    const { measureFrom, measureTo } = this.#run.window;
    this.#events.readWall();
    if (this.#measuredSince === undefined && now >= measureFrom) {
      this.#measuredSince = now;
      this.#processor = this.#readProcessor();
    } else if (this.#measuredSince !== undefined && this.#ended === undefined) {
      this.#events.timerWasLate(now - this.#heartbeatAt - TICK_MS);
    }
    this.#heartbeatAt = now;
    this.#run.sweep(now);
    const isEndless = measureTo === Number.POSITIVE_INFINITY;
    if (now >= measureTo || (isEndless && this.#run.isHopeless(now))) this.#end(now);
    if (this.#run.isOver) this.#finish(now);
    else if (this.#ended === undefined) this.#cutSlice(now);
  }

  /** Without the time of polling in vain. */
  #readProcessor(): Processor | undefined {
    const processor = readProcessor();
    return processor && { ...processor, cpuMs: processor.cpuMs - this.#events.idleMs() };
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
    const after = this.#readProcessor();
    const before = this.#processor;
    const used =
      after === undefined || before === undefined
        ? undefined
        : { cpuMs: after.cpuMs - before.cpuMs, waitedForCpuMs: after.waitedForCpuMs - before.waitedForCpuMs };
    this.#ended = { at: now, overMs: now - (this.#measuredSince ?? now), used };
    this.#run.end(now);
  }

  #finish(now: number): void {
    this.#end(now);
    this.#events.drive(undefined);
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
