/** What a person reads of a measurement. */
import { expect, test } from "bun:test";
import type { LocalClock } from "../../../src/cli/offset/local-clock.ts";
import { reportOf } from "../../../src/cli/offset/report.ts";
import { formatReport } from "../../../src/cli/offset/text.ts";
import type { OffsetResult } from "../../../src/client/index.ts";
import { PLAIN } from "../../../src/text/painter.ts";

const SYNCHRONISED = { status: "synchronised", maximumErrorSeconds: 0.1, slewPpm: undefined } as const;

function printed(highIfAloneMs: number, local: LocalClock = SYNCHRONISED): string {
  const result: OffsetResult = {
    host: "mesin1",
    port: 45_000,
    finding: { kind: "bounded", bound: { lowMs: -0.5, highMs: 0.5 }, highIfAloneMs },
    quarterHours: 28,
    zoneChange: undefined,
    canBeTwelveHour: false,
    mode: "pipelined",
    roundTripMs: 0.2,
    requests: 60,
    connections: 1,
    elapsedMs: 9_000,
    measuredAtMs: 1_000,
    monotonicMs: 1_000,
    localStepMs: undefined,
    narrowing: [],
  };
  const servers = [
    { target: { host: "mesin1", port: 45_000 }, result, failure: undefined, expected: undefined },
  ];
  return formatReport(reportOf({ servers, local }), 1_000, { paint: PLAIN, columns: 200 });
}

test("what a cached reply would mean is printed only if it is more than a coarse clock would", () => {
  expect(printed(9)).not.toContain("if cached");
  expect(printed(42)).toContain("if cached   up to +42.000 ms, if the server caches its reply");
});

test("a clock of this machine that is not known to be right, or is slewed, is named", () => {
  expect(printed(0)).not.toContain("this machine's");
  expect(printed(0, { ...SYNCHRONISED, status: "unsynchronised" })).toContain(
    "kernel reports its clock as not synchronised",
  );
  expect(printed(0, { ...SYNCHRONISED, slewPpm: 100 })).toMatch(/this machine's .*slew/);
});
