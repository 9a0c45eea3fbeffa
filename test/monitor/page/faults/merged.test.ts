import { expect, test } from "bun:test";
import type { SessionFault } from "../../../../src/monitor/facts/api.ts";
import { merged } from "../../../../src/monitor/page/faults/merged.ts";

const fault = (number: number, address: string, kind: SessionFault["kind"]): SessionFault => ({
  number,
  at: number,
  session: `0.${number}`,
  address,
  port: 1,
  kind,
});

test("equal faults of one client are one entry, which is the newest", () => {
  const faults = [
    fault(5, "10.0.0.1", "bare-lf"),
    fault(4, "10.0.0.2", "bare-lf"),
    fault(3, "10.0.0.1", "reset"),
    fault(2, "10.0.0.1", "bare-lf"),
  ];
  expect(merged(faults).map(({ fault: { number }, count }) => [number, count])).toEqual([
    [5, 2],
    [4, 1],
    [3, 1],
  ]);
  expect(merged([])).toEqual([]);
});
