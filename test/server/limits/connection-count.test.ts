/** Slots for connections: as many as the limit, over all threads together, and none is lost. */
import { describe, expect, test } from "bun:test";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { ConnectionCount, connectionCountMemory } from "../../../src/server/limits/connection-count.ts";
import { ENTERED, type Hammering, INSIDE, MOST, MOST_SAID } from "./connection-count-hammer.ts";

const THREADS = 4;

/** One memory, seen by each thread through an object of its own. */
function admissions(limit: number, threads = THREADS) {
  const memory = connectionCountMemory(threads);
  const views = Array.from({ length: threads }, () => new ConnectionCount(memory));
  const first = views[0] as ConnectionCount;
  first.limit = limit;
  return { memory, views, first };
}

describe("threads that share one limit", () => {
  test("admit as many as it says, on whichever thread", () => {
    const { views, first } = admissions(6);
    const entered = Array.from({ length: 10 }, (_, turn) => views[turn % THREADS]?.enter(turn % THREADS));
    expect(entered).toEqual([true, true, true, true, true, true, false, false, false, false]);
    expect(first.open).toBe(6);
  });

  test("give a slot to the next as soon as one leaves, on whichever thread", () => {
    const { views, first } = admissions(1);
    expect(views[0]?.enter(0)).toBe(true);
    expect(views[1]?.enter(1)).toBe(false);
    views[0]?.leave(0);
    expect(views[1]?.enter(1)).toBe(true);
    expect(first.open).toBe(1);
  });

  test("take no slot for a refusal", () => {
    const { views, first } = admissions(1);
    views[0]?.enter(0);
    for (let attempt = 0; attempt < 1000; attempt++) views[1]?.enter(1);
    expect(first.open).toBe(1);
    views[0]?.leave(0);
    expect(first.open).toBe(0);
  });

  test("obey a limit that is lowered below what is open: none enters until enough have left", () => {
    const { first } = admissions(3);
    for (let turn = 0; turn < 3; turn++) first.enter(0);
    first.limit = 1;
    first.leave(0);
    first.leave(0);
    expect(first.enter(1)).toBe(false);
    first.leave(0);
    expect(first.enter(1)).toBe(true);
  });
});

describe("a thread that died", () => {
  test("gives its slots back, and only its own", () => {
    const { first } = admissions(5);
    for (const thread of [0, 1, 1, 1, 2]) first.enter(thread);
    expect(first.abandon(1)).toBe(3);
    expect(first.open).toBe(2);
    expect([first.enter(1), first.enter(1), first.enter(1), first.enter(1)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test("gives them back once", () => {
    const { first } = admissions(5);
    first.enter(3);
    expect([first.abandon(3), first.abandon(3), first.open]).toEqual([1, 0, 0]);
  });
});

test("for any order of opening, closing and dying, what is open is what entered and has not left", () => {
  const step = fc.record({
    thread: fc.nat({ max: THREADS - 1 }),
    act: fc.constantFrom("enter", "enter", "leave", "abandon"),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 80 }), (limit, steps) => {
      const { views, first } = admissions(limit);
      const held = new Array<number>(THREADS).fill(0);
      const total = () => held.reduce((sum, count) => sum + count, 0);
      for (const { thread, act } of steps) {
        const own = held[thread] ?? 0;
        if (act === "enter") {
          const isFree = total() < limit;
          expect(views[thread]?.enter(thread)).toBe(isFree);
          if (isFree) held[thread] = own + 1;
        } else if (act === "abandon") {
          expect(first.abandon(thread)).toBe(own);
          held[thread] = 0;
        } else if (own > 0) {
          views[thread]?.leave(thread);
          held[thread] = own - 1;
        }
        expect(first.open).toBe(total());
      }
    }),
  );
});

test("threads that enter and leave at the same time are never more than the limit, and all get out", async () => {
  const { memory, first } = admissions(3);
  const inside = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT);
  const rounds = 20_000;
  await Promise.all(
    Array.from({ length: THREADS }, (_, thread) => {
      const workerData: Hammering = { thread, rounds, memory, inside };
      const worker = new Worker(new URL("./connection-count-hammer.ts", import.meta.url), { workerData });
      return new Promise<void>((resolve, reject) => {
        worker.on("error", reject);
        worker.on("exit", () => resolve());
      });
    }),
  );
  const cells = new Int32Array(inside);
  expect(cells[MOST]).toBeGreaterThan(0);
  expect(cells[MOST]).toBeLessThanOrEqual(3);
  expect(cells[MOST_SAID]).toBeLessThanOrEqual(3);
  expect(cells[ENTERED]).toBeGreaterThan(rounds);
  expect([cells[INSIDE], first.open]).toEqual([0, 0]);
  expect([0, 1, 2, 3].map((thread) => first.abandon(thread))).toEqual([0, 0, 0, 0]);
});
