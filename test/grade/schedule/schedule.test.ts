import { expect, test } from "bun:test";
import type { Judging } from "../../../src/grade/journal/entry.ts";
import type { JudgeReport } from "../../../src/grade/judge/request.ts";
import { MOST_TRIES, Schedule } from "../../../src/grade/schedule/schedule.ts";

/** A judge whose answers the test releases one by one. */
class Bench {
  readonly started: { name: string; slot: number; end: (report: JudgeReport | undefined) => void }[] = [];
  readonly done: string[] = [];
  readonly again: string[] = [];
  readonly fewer: number[] = [];
  readonly judgings: Judging[] = [];
  readonly states: string[] = [];
  readonly stop = new AbortController();
  readonly finished: Promise<void>;

  constructor(names: readonly string[], jobs: number, onDone: (name: string) => void = () => {}) {
    this.finished = new Schedule(names, {
      jobs,
      startEveryMs: 0,
      judge: (name, slot, signal) =>
        new Promise((resolve) => {
          this.started.push({ name, slot, end: resolve });
          signal.addEventListener("abort", () => resolve(undefined));
        }),
      onRunning: () => {},
      onDone: (name, { outcome }, judging) => {
        this.done.push(name);
        this.states.push(outcome.state);
        this.judgings.push(judging);
        onDone(name);
      },
      onAgain: (names) => this.again.push(...names),
      onFewerJobs: (jobs) => this.fewer.push(jobs),
      signal: this.stop.signal,
    }).run();
  }

  get running(): readonly string[] {
    return this.started.map(({ name }) => name);
  }

  /** Ends the oldest try of this name, and lets the schedule start what comes next. */
  async end(name: string, isLate = false): Promise<void> {
    const index = this.started.findIndex((each) => each.name === name);
    const [one] = this.started.splice(index, 1);
    one?.end(report(isLate));
    await Bun.sleep(1);
  }
}

function report(isLate: boolean): JudgeReport {
  return {
    outcome: { state: "judge-error", message: "none" },
    ...{ timerDelayMs: isLate ? 400 : 2, timersWereLate: isLate, buildSeconds: 0, peakMemoryMib: 0 },
  };
}

test("so many run at once, each in a slot of its own, in the class's order", async () => {
  const bench = new Bench(["a", "b", "c", "d"], 2);
  expect(bench.started.map(({ name, slot }) => [name, slot])).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  await bench.end("b");
  expect(bench.started.map(({ name, slot }) => [name, slot])).toEqual([
    ["a", 0],
    ["c", 1],
  ]);
  for (const name of ["a", "c", "d"]) await bench.end(name);
  await bench.finished;
  expect(bench.done).toEqual(["b", "a", "c", "d"]);
  expect(bench.judgings[0]?.tries).toBe(1);
});

test("when timers ran late, fewer run, and all that was judged meanwhile is judged again", async () => {
  const bench = new Bench(["before", "a", "b", "late", "e", "f"], 4);
  await bench.end("before"); // e begins after it has ended
  await bench.end("a");
  await bench.end("late", true);
  // `before` was judged beside `late`, too
  expect(bench.again).toEqual(["before", "a"]);
  expect(bench.fewer).toEqual([2]);
  expect(bench.running).toEqual(["b", "e", "f"]); // those that ran are not stopped
  await bench.end("b");
  await bench.end("e");
  await bench.end("f");
  expect(bench.done).toEqual(["before", "a"]);
  expect(bench.running).toEqual(["before", "a"]);
  for (const name of ["before", "a", "late", "b", "e", "f"]) await bench.end(name);
  await bench.finished;
  expect(bench.done.slice(2).sort()).toEqual(["a", "b", "before", "e", "f", "late"]);
  expect(bench.judgings.slice(2).every(({ tries }) => tries === 2)).toBe(true);
});

test("those that ran when fewer were allowed do not make it fewer once more", async () => {
  const bench = new Bench(["a", "b", "c", "d"], 4);
  for (const name of ["a", "b", "c"]) await bench.end(name, true);
  expect(bench.fewer).toEqual([2]);
  for (const name of ["d", "a"]) await bench.end(name);
  expect(bench.running).toEqual(["b", "c"]);
  await bench.end("b", true);
  expect(bench.fewer).toEqual([2, 1]);
  bench.stop.abort();
  await bench.finished;
});

test("what had ended before the late one began keeps its verdict", async () => {
  const bench = new Bench(["a", "late"], 1);
  await bench.end("a");
  await Bun.sleep(2);
  await bench.end("late", true);
  await bench.end("late");
  await bench.finished;
  expect(bench.again).toEqual([]);
  expect(bench.done).toEqual(["a", "late"]);
});

test("the last try runs alone, and if it is late too, no failure counts", async () => {
  const bench = new Bench(["late", "b"], 2);
  await bench.end("late", true);
  await bench.end("b");
  await bench.end("late", true);
  await bench.end("b");
  expect(bench.running).toEqual(["late"]);
  await bench.end("late", true);
  await bench.finished;
  expect(bench.judgings.at(-1)?.tries).toBe(MOST_TRIES);
  expect(bench.states.at(-1)).toBe("judge-error");
});

test("after the signal nothing starts, and what runs is no result", async () => {
  const bench = new Bench(["a", "b", "c"], 2);
  await bench.end("a");
  bench.stop.abort();
  await bench.finished;
  expect(bench.done).toEqual(["a"]);
  expect(bench.running).toEqual(["b", "c"]);
});

test("a result that cannot be kept ends the run", async () => {
  const bench = new Bench(["a", "b", "c"], 2, () => {
    throw new Error("ENOSPC");
  });
  const ended = bench.finished.catch((error: unknown) => String(error));
  await bench.end("a");
  expect(await ended).toBe("Error: ENOSPC");
  expect(bench.running).toEqual(["b"]);
});
