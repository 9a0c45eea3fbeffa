import { expect, test } from "bun:test";
import { countsByKind, countsByRefusal, labelOfKind } from "../../../../src/monitor/page/faults/kinds.ts";
import { EN } from "../../../../src/monitor/page/texts/en.ts";
import type { Counts } from "../../../../src/server/counters.ts";

test("faults are counted by kind, the most frequent first; other counters are left out", () => {
  // The page does not read the other counters.
  const counts = {
    opened: 90,
    bytesSent: 5,
    quit: 8,
    "client-closed": 7,
    "bare-lf": 2,
    unknown: 3,
    http: 1,
    unfinished: 4,
    idle: 0,
  };
  expect(countsByKind(counts as unknown as Counts, EN)).toEqual([
    ["unfinished", 4],
    ["unknown", 3],
    ["bare-lf", 2],
    ["http", 1],
  ]);
});

test("refused connections are counted by reason", () => {
  const counts = { full: 0, "address-full": 2, "not-allowed": 1 } as Counts;
  expect(countsByRefusal(counts, EN)).toEqual([
    ["refused: too many from one address", 2],
    ["refused: not allowed", 1],
  ]);
});

test("a kind has the same label as in its session", () => {
  expect(labelOfKind("bare-lf", EN)).toBe("bare LF");
  expect(labelOfKind("unknown", EN)).toBe("unknown request");
  expect(labelOfKind("unfinished", EN)).toBe("no line end");
  expect(labelOfKind("line-timeout", EN)).toBe("line timeout");
});
