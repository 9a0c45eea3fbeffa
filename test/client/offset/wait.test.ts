import { expect, test } from "bun:test";
import { Waiting } from "../../../src/client/offset/wait.ts";

/** Counts the yields, each of which takes so long. */
function yielding(milliseconds: number) {
  const yields = { count: 0 };
  const waiting = new Waiting(() => {
    yields.count++;
    if (milliseconds > 0) Bun.sleepSync(milliseconds);
  });
  return { waiting, yields };
}

test("an instant is waited for, and the CPU given away meanwhile", async () => {
  const { waiting, yields } = yielding(0);
  const atMs = performance.now() + 12;
  await waiting.until(atMs, undefined);
  expect(performance.now()).toBeGreaterThanOrEqual(atMs);
  expect(yields.count).toBeGreaterThan(0);
});

test("the CPU is no longer given away if others keep it for their whole time slice", async () => {
  const { waiting, yields } = yielding(2);
  await waiting.while(() => yields.count < 1_000, performance.now() + 40);
  expect(yields.count).toBe(8);
});

test("a reply that has come ends the wait, and so does its last instant", async () => {
  const { waiting } = yielding(0);
  const from = performance.now();
  await waiting.while(() => false, from + 60_000);
  await waiting.while(() => true, performance.now() + 5);
  expect(performance.now() - from).toBeGreaterThanOrEqual(5);
});

test("an abort ends the wait with the signal's error", async () => {
  const { waiting } = yielding(0);
  const waited = waiting.until(performance.now() + 60_000, AbortSignal.timeout(10));
  await expect(waited).rejects.toMatchObject({ name: "AbortError" });
});
