import { expect, test } from "bun:test";
import { countsByKind, countsByRefusal, labelOfKind } from "../../../../src/monitor/page/faults/kinds.ts";
import { EN } from "../../../../src/monitor/page/texts/en.ts";
import type { Counts } from "../../../../src/server/counters.ts";

test("faults are counted by kind, the most frequent first; what is no fault is left out", () => {
  // The rest of the counters are nothing to the page.
  const counts = {
    opened: 90,
    bytesSent: 5,
    quit: 8,
    "client-closed": 7,
    "bare-lf": 2,
    unknown: 3,
    http: 1,
    idle: 0,
  };
  expect(countsByKind(counts as unknown as Counts, EN)).toEqual([
    ["unknown", 3],
    ["bare-lf", 2],
    ["http", 1],
  ]);
});

test("whoever was turned away is counted by why", () => {
  const counts = { full: 0, "address-full": 2, "not-allowed": 1 } as Counts;
  expect(countsByRefusal(counts, EN)).toEqual([
    ["turned away: too many of one address", 2],
    ["turned away: not allowed", 1],
  ]);
});

test("each kind has the name that its session's explanation has", () => {
  expect(labelOfKind("bare-lf", EN)).toBe("LF alone");
  expect(labelOfKind("unknown", EN)).toBe("unknown request");
  expect(labelOfKind("line-timeout", EN)).toBe("line not ended");
});
