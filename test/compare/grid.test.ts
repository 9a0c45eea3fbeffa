/** Which of several runs counts, by the share of time that each lost to the hypervisor. */
import { expect, test } from "bun:test";
import { calmestOf } from "../../compare/grid.ts";
import { sample } from "./sample-run.ts";

const CALM = { steal: 0.005, runs: 3 };

/** The steal of the run that counts, and the number of runs made; the first of `steals` is the first run's. */
async function outcome(...steals: readonly number[]) {
  const runs = steals.map((steal) => sample(1000, { steal }));
  let made = 1;
  const again = async () => runs[made++] as (typeof runs)[0];
  const { steal } = await calmestOf(runs[0] as (typeof runs)[0], CALM, again);
  return { steal, made };
}

test("a calm run counts at once", async () => {
  expect(await outcome(0.005, 0)).toEqual({ steal: 0.005, made: 1 });
});

test("a disturbed run is repeated until one is calm", async () => {
  expect(await outcome(0.02, 0.001, 0)).toEqual({ steal: 0.001, made: 2 });
});

test("if it cannot be repeated, the first run counts", async () => {
  const first = sample(1000, { steal: 0.02 });
  expect(await calmestOf(first, CALM, () => Promise.reject(new Error("gone")))).toBe(first);
});

test("if none is calm, the calmest of the allowed runs counts", async () => {
  expect(await outcome(0.03, 0.01, 0.02, 0)).toEqual({ steal: 0.01, made: 3 });
});
