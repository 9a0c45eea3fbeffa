/** Judges submissions side by side. Where the machine was too busy for a fair verdict, fewer run, and it is judged again. */
import type { Judging } from "../journal/entry.ts";
import type { JudgeReport } from "../judge/request.ts";
import type { Outcome } from "../outcome.ts";
import { Pace } from "./pace.ts";

/** The last try runs alone. */
export const MOST_TRIES = 3;

export interface ScheduleOptions<Task> {
  readonly jobs: number;
  /** Between two starts, so that not all judges load at the same moment. */
  readonly startEveryMs: number;
  /** @param slot which of the jobs at once, from 0. @returns undefined if the signal came first */
  readonly judge: (task: Task, slot: number, signal: AbortSignal) => Promise<JudgeReport | undefined>;
  /** So many run now. */
  readonly onRunning: (count: number) => void;
  /** What it throws ends the run. */
  readonly onDone: (task: Task, report: JudgeReport, judging: Judging) => void;
  /** Tasks that were done, and are not any more. */
  readonly onAgain: (tasks: readonly Task[]) => void;
  /** Fewer jobs from now on. */
  readonly onFewerJobs: (jobs: number, timerDelayMs: number) => void;
  readonly signal: AbortSignal;
}

/** One try to judge a task. */
interface Try<Task> {
  readonly task: Task;
  readonly number: number;
  startedAt: number;
  endedAt: number;
  /** A neighbour's timers ran late meanwhile. */
  isSpoilt: boolean;
}

export class Schedule<Task> {
  readonly #options: ScheduleOptions<Task>;
  readonly #pace: Pace;
  readonly #waiting: Try<Task>[];
  readonly #running = new Set<Try<Task>>();
  /** Those that a neighbour still running may spoil. */
  #done: Try<Task>[] = [];
  readonly #slots: number[];
  /** When fewer jobs were allowed for the last time: what began before shows nothing of the present number. */
  #slowedAt = 0;
  readonly #end = new AbortController();

  constructor(tasks: readonly Task[], options: ScheduleOptions<Task>) {
    this.#options = options;
    this.#pace = new Pace(options.jobs);
    this.#waiting = tasks.map((task) => tryOf(task, 1));
    this.#slots = Array.from({ length: options.jobs }, (_, slot) => slot);
  }

  /** Resolves when all are done, or after the signal when nothing runs any more. @throws what `onDone` throws */
  async run(): Promise<void> {
    const signal = AbortSignal.any([this.#options.signal, this.#end.signal]);
    const running = new Set<Promise<void>>();
    const { startEveryMs } = this.#options;
    let failure: { readonly error: unknown } | undefined;
    for (;;) {
      for (let next = this.#next(signal); next !== undefined; next = this.#next(signal)) {
        const one: Promise<void> = this.#run(next, signal)
          .catch((error: unknown) => {
            failure ??= { error };
            this.#end.abort();
          })
          .finally(() => running.delete(one));
        running.add(one);
        if (startEveryMs > 0) await Bun.sleep(startEveryMs);
      }
      if (running.size === 0) break;
      await Promise.race(running);
    }
    if (failure !== undefined) throw failure.error;
  }

  #next(signal: AbortSignal): Try<Task> | undefined {
    const [first] = this.#waiting;
    if (first === undefined || signal.aborted) return undefined;
    const isAlone = [first, ...this.#running].some(({ number }) => number >= MOST_TRIES);
    if (this.#running.size >= (isAlone ? 1 : this.#pace.jobs)) return undefined;
    this.#waiting.shift();
    return first;
  }

  async #run(one: Try<Task>, signal: AbortSignal): Promise<void> {
    const slot = this.#slots.shift() ?? 0;
    one.startedAt = performance.now();
    this.#running.add(one);
    this.#options.onRunning(this.#running.size);
    try {
      const report = await this.#options.judge(one.task, slot, signal);
      one.endedAt = performance.now();
      this.#running.delete(one);
      this.#options.onRunning(this.#running.size);
      if (report !== undefined && !signal.aborted) this.#ended(one, report);
    } finally {
      this.#running.delete(one);
      this.#slots.unshift(slot);
    }
  }

  #ended(one: Try<Task>, report: JudgeReport): void {
    const { onDone } = this.#options;
    if (report.timersWereLate) this.#late(one, report);
    else if (one.startedAt >= this.#slowedAt) this.#pace.inTime();
    const oldest = Math.min(...[...this.#running].map(({ startedAt }) => startedAt));
    this.#done = this.#done.filter(({ endedAt }) => endedAt > oldest);
    if ((report.timersWereLate || one.isSpoilt) && one.number < MOST_TRIES) {
      this.#again(one);
      return;
    }
    this.#done.push(one);
    const { timerDelayMs, buildSeconds, peakMemoryMib } = report;
    const judging = {
      ...{ tries: one.number, jobs: this.#pace.jobs },
      ...{ timerDelayMs: Math.round(timerDelayMs), buildSeconds, peakMemoryMib },
    };
    onDone(one.task, report.timersWereLate ? { ...report, outcome: unfair(report) } : report, judging);
  }

  /** What ran beside it had to share the same busy machine. */
  #late(late: Try<Task>, { timerDelayMs }: JudgeReport): void {
    for (const one of this.#running) one.isSpoilt = true;
    const spoilt = this.#done.filter(
      ({ endedAt, number }) => endedAt > late.startedAt && number < MOST_TRIES,
    );
    this.#done = this.#done.filter((one) => !spoilt.includes(one));
    if (spoilt.length > 0) this.#options.onAgain(spoilt.map(({ task }) => task));
    for (const one of spoilt) this.#again(one);
    if (late.startedAt < this.#slowedAt) return;
    this.#slowedAt = performance.now();
    if (this.#pace.late()) this.#options.onFewerJobs(this.#pace.jobs, timerDelayMs);
  }

  /** First tries come first. */
  #again({ task, number }: Try<Task>): void {
    this.#waiting.push(tryOf(task, number + 1));
    this.#waiting.sort((one, other) => one.number - other.number);
  }
}

function tryOf<Task>(task: Task, number: number): Try<Task> {
  return { task, number, startedAt: 0, endedAt: 0, isSpoilt: false };
}

/** A verdict of a judge that was late even alone: a pass stands, a failure may not be the student's. */
function unfair({ outcome, timerDelayMs }: JudgeReport): Outcome {
  if (outcome.state === "judged" && outcome.result.cases.every(({ verdict }) => verdict === "pass"))
    return outcome;
  const late = `${Math.round(timerDelayMs)} ms late in the last of ${MOST_TRIES} tries, which ran alone`;
  return {
    state: "judge-error",
    message: `the machine, or the submission, was too busy for a fair verdict: the judge's timers ran ${late}`,
  };
}
