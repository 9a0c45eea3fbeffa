/** How long something is waited for, by the machine's own clock. */
import { expect, test } from "bun:test";
import { Patience } from "../../../src/check/probe/patience.ts";

/** Does nothing else for so long, as a busy machine. */
function stall(ms: number) {
  const from = performance.now();
  while (performance.now() - from < ms);
}

test("what a timer came late is waited for on, as long again and three times at most", () => {
  const patience = new Patience(50);
  for (const lateMs of [40, 60, 60]) {
    stall(patience.leftMs + lateMs);
    expect(patience.isOver()).toBe(false);
    expect(patience.leftMs).toBeGreaterThan(30);
    expect(patience.leftMs).toBeLessThanOrEqual(50);
  }
  stall(patience.leftMs + 60);
  expect(patience.isOver()).toBe(true);
});

test("patience of no time is over at once", () => {
  for (const ms of [0, -1, -1_000]) expect(new Patience(ms).isOver()).toBe(true);
});

test("a promise that does not resolve in time is given up, and one that does is not", async () => {
  expect(await new Patience(10).wait(new Promise<string>(() => {}))).toBeUndefined();
  expect(await new Patience(10_000).wait(Promise.resolve("here"))).toBe("here");
  await expect(new Patience(10_000).wait(Promise.reject(new Error("gone")))).rejects.toThrow("gone");
});
