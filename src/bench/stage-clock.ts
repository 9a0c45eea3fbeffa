/** The times of a stage on one thread: when it starts, sends what is due, cuts a slice, ends. Knows no socket. */
import { SLICE_MS } from "./messages.ts";
import type { ThreadFacts } from "./record.ts";
import { type Processor, readProcessor } from "./self-measurement.ts";
import type { StageRun } from "./stage-run.ts";

const BEAT_MS = 20;
/** Timers of the runtime fire at whole milliseconds: nearer than this the loop turns without rest. */
const TURNING_MS = 2;

type StageTimes = Pick<ThreadFacts, "elapsedMs" | "cpuMs" | "waitedForCpuMs">;

export interface StageEvents {
  /** To be called some times a second. */
  readWall(): void;
  /** A slice of the measured time is over. @param lengthMs how long it really was */
  slice(slice: number, lengthMs: number): void;
  loopWasLate(ms: number): void;
  /** Everything was answered or given up. */
  over(times: StageTimes): void;
}

export class StageClock {
  readonly #run: StageRun;
  readonly #events: StageEvents;
  readonly #beating: Timer;
  #starting: Timer | undefined;
  #turning: Timer | undefined;
  #processor: Processor | undefined;
  #measuredSince: number | undefined;
  #beatAt = performance.now();
  #sliceFrom: number;
  /** Set when no more requests go out. */
  #ended: { readonly at: number; readonly overMs: number; readonly used: Processor | undefined } | undefined;

  constructor(run: StageRun, events: StageEvents) {
    this.#run = run;
    this.#events = events;
    this.#sliceFrom = run.window.measureFrom;
    this.#beating = setInterval(() => this.#beat(), BEAT_MS);
    const start = () => {
      run.start(Math.max(performance.now(), run.startAt)); // a timer may fire a little early
      this.#turn();
    };
    this.#starting = setTimeout(start, Math.max(0, run.startAt - performance.now()));
  }

  /** Ends the stage early. */
  stop(): void {
    this.#end(performance.now());
  }

  /** A connection is free again: what falls due next can be sent when it is due. */
  wake(): void {
    clearTimeout(this.#turning);
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    if (this.#ended !== undefined) return;
    const now = performance.now();
    const next = this.#run.tick(now);
    if (next === Number.POSITIVE_INFINITY) return;
    const wait = next - now;
    if (wait > TURNING_MS) this.#turning = setTimeout(() => this.#turn(), wait - TURNING_MS + 1);
    else setImmediate(() => this.#turn());
  }

  #beat(): void {
    const now = performance.now();
    const { measureFrom, measureTo } = this.#run.window;
    this.#events.readWall();
    if (this.#measuredSince === undefined && now >= measureFrom) {
      this.#measuredSince = now;
      this.#processor = readProcessor();
    } else if (this.#measuredSince !== undefined && this.#ended === undefined) {
      this.#events.loopWasLate(now - this.#beatAt - BEAT_MS);
    }
    this.#beatAt = now;
    this.#run.sweep(now);
    if (now >= measureTo) this.#end(now);
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
    this.#run.end(now);
  }

  #finish(now: number): void {
    this.#end(now);
    clearInterval(this.#beating);
    clearTimeout(this.#turning);
    const { measureFrom, measureTo } = this.#run.window;
    const { at, overMs, used } = this.#ended ?? { at: now, overMs: 0, used: undefined };
    const lastAt = measureTo === Number.POSITIVE_INFINITY ? this.#run.lastReplyAt : Math.min(at, measureTo);
    const elapsedMs = Math.max(0, lastAt - measureFrom);
    // Processor time was read at beats, and the measured time begins and ends between them.
    const scale = overMs > 0 ? elapsedMs / overMs : 1;
    const scaled = (ms: number | undefined) => (ms === undefined ? undefined : ms * scale);
    this.#events.over({
      elapsedMs,
      cpuMs: scaled(used?.cpuMs),
      waitedForCpuMs: scaled(used?.waitedForCpuMs),
    });
  }
}
