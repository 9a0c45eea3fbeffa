/** The siege's short form: no wrong answer, stable memory, and counters that add up. Checks no latency. */
import { expect, test } from "bun:test";
import { besiege, faultsOf, SHORT } from "./siege.ts";

test("among silent, slow, greedy, resetting and long-winded clients a well-behaved one is served, and all is counted", async () => {
  const found = await besiege(SHORT);
  expect(faultsOf(found)).toEqual([]);
  expect(found.among.replies).toBeGreaterThan(100);
  for (const reason of ["line-too-long", "line-timeout", "stalled", "reset"])
    expect(`${reason}: ${(found.counts[reason] ?? 0) > 0}`).toBe(`${reason}: true`);
});
