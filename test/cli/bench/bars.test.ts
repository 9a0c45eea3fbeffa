import { expect, test } from "bun:test";
import fc from "fast-check";
import { NOTHING, Tally } from "../../../src/bench/tally.ts";
import { formatBars, rowsOf } from "../../../src/cli/bench/bars.ts";

test("every value is in one row, and the rows are contiguous and few", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1 }), (values) => {
      const tally = new Tally();
      for (const ms of values) tally.add(ms, 1);
      const rows = rowsOf(tally.data());
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(rows.length).toBeLessThanOrEqual(30);
      for (const [at, row] of rows.entries()) expect(row.fromMs).toBe(rows[at - 1]?.toMs ?? row.fromMs);
      expect(rows.at(-1)?.toMs).toBeGreaterThanOrEqual(Math.max(...values));
    }),
  );
});

test("the fullest row has the longest bar, and a nearly empty one a sliver", () => {
  const tally = new Tally();
  tally.add(1.2, 100_000);
  tally.add(4, 1);
  expect(formatBars(tally.data(), (bar) => bar)).toEqual([
    `   1 ms – 1.5 ms   100 %  ${"█".repeat(48)}`,
    " 1.5 ms – 2 ms",
    "   2 ms – 3 ms",
    "   3 ms – 5 ms    <0.1 %  ▏",
  ]);
});

test("a narrow terminal gets shorter bars", () => {
  const tally = new Tally();
  tally.add(1.2, 1);
  expect(formatBars(tally.data(), (bar) => bar, 60)[0]).toBe(`   1 ms – 1.5 ms   100 %  ${"█".repeat(32)}`);
});

test("an empty tally has no rows", () => expect(formatBars(NOTHING, (bar) => bar)).toEqual([]));
