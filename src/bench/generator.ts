/** The generator's main thread: starts the load threads, runs stages on all of them, merges their records. */
import { Worker } from "node:worker_threads";
import { ownThread } from "../proc/own-program.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import type { Plan, Stage } from "./plan.ts";
import type { BenchRecord } from "./record.ts";
import { type Point, Timeline } from "./timeline.ts";

/** From the order to start until the start, so that every thread has received it. */
const LEAD_MS = 30;
/** A thread that has not left by then is terminated, and after the second time no longer waited for. */
const TERMINATE_MS = 500;
const GIVE_UP_MS = 1000;

/** The load cannot start. */
export class GeneratorError extends Error {}

export interface StageResult {
  readonly record: BenchRecord;
  readonly points: readonly Point[];
}

export class Generator implements AsyncDisposable {
  readonly #workers: readonly Worker[];
  readonly #threads: number;
  #stage = 0;
  #onMessage: (message: FromThread) => void = () => {};
  readonly #died = Promise.withResolvers<never>();

  private constructor(plan: Plan) {
    this.#threads = plan.threads;
    this.#workers = Array.from({ length: plan.threads }, (_, thread) => {
      const start: ThreadStart = { thread, plan };
      const worker = new Worker(ownThread("bench/thread.ts"), { workerData: start });
      worker.on("message", (message: FromThread) => this.#onMessage(message));
      worker.on("error", (error) => this.#died.reject(error));
      return worker;
    });
    this.#died.promise.catch(() => {}); // start() and run() race it
  }

  /** Resolves when every connection is open or has failed. @throws {GeneratorError} when none is open */
  static async start(plan: Plan): Promise<Generator> {
    const generator = new Generator(plan);
    let [open, ready] = [0, 0];
    let reason: string | undefined;
    const all = Promise.withResolvers<void>();
    generator.#onMessage = (message) => {
      if (message.kind !== "ready") return;
      open += message.open;
      reason ??= message.error;
      if (++ready === plan.threads) all.resolve();
    };
    await Promise.race([all.promise, generator.#died.promise]);
    if (open === 0) {
      await generator[Symbol.asyncDispose]();
      throw new GeneratorError(
        `none of ${plan.connections} connections could be made (${reason ?? "reason unknown"})`,
      );
    }
    return generator;
  }

  /** @param onPoint called for every slice of the measured time, with the record so far */
  async run(load: Stage, onPoint: (point: Point, sofar: BenchRecord) => void): Promise<StageResult> {
    const stage = this.#stage++;
    const timeline = new Timeline(this.#threads);
    const all = Promise.withResolvers<void>();
    let done = 0;
    this.#onMessage = (message) => {
      if (message.kind === "ready" || message.stage !== stage) return;
      if (message.kind === "slice") {
        const { thread, slice, lengthMs, record } = message;
        for (const point of timeline.add(thread, slice, lengthMs, record)) onPoint(point, timeline.total);
        return;
      }
      timeline.addRest(message.record);
      if (++done === this.#threads) all.resolve();
    };
    this.#post({ kind: "run", stage, load, startAt: Date.now() + LEAD_MS });
    await Promise.race([all.promise, this.#died.promise]);
    return { record: timeline.total, points: timeline.points };
  }

  /** Ends the running stage early, after the requests in flight. */
  stop(): void {
    this.#post({ kind: "stop" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = Promise.withResolvers<void>();
    let left = this.#workers.length;
    for (const worker of this.#workers) worker.once("exit", () => --left === 0 && gone.resolve());
    this.#post({ kind: "leave" });
    const timers = [
      setTimeout(() => {
        for (const worker of this.#workers) void worker.terminate();
      }, TERMINATE_MS),
      setTimeout(gone.resolve, GIVE_UP_MS),
    ];
    await gone.promise;
    for (const timer of timers) clearTimeout(timer); // a pending one would keep the process alive
  }

  #post(message: ToThread): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }
}
