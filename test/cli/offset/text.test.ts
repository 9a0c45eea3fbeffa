/** What a person reads of a measurement. */
import { expect, test } from "bun:test";
import type { LocalClock } from "../../../src/cli/offset/local-clock.ts";
import { reportOf } from "../../../src/cli/offset/report.ts";
import { formatReport } from "../../../src/cli/offset/text.ts";
import type { OffsetResult } from "../../../src/client/index.ts";
import type { Interval } from "../../../src/offset/reading.ts";
import { PLAIN } from "../../../src/text/painter.ts";

const SYNCHRONISED = { status: "synchronised", maximumErrorSeconds: 0.1, slewPpm: undefined } as const;

const BOUND = { lowMs: -0.5, highMs: 0.5, atMs: 1_000, drift: { lowPpm: -40, highPpm: 40 } };

interface Server {
  readonly highIfAloneMs?: number;
  readonly ifSet?: Interval;
}

function printed({ highIfAloneMs = 0, ifSet = BOUND }: Server, local: LocalClock = SYNCHRONISED): string {
  const result: OffsetResult = {
    host: "mesin1",
    port: 45_000,
    finding: { kind: "bounded", bound: BOUND, highIfAloneMs },
    ifSet,
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
  expect(printed({ highIfAloneMs: 9 })).not.toContain("if cached");
  expect(printed({ highIfAloneMs: 42 })).toContain(
    "if cached   up to +42.000 ms, if the server caches its reply",
  );
});

test("what a step that was not seen would mean is printed only if it is more than a coarse clock would", () => {
  expect(printed({ ifSet: { lowMs: -8, highMs: 8 } })).not.toContain("if set");
  expect(printed({ ifSet: { lowMs: -80, highMs: 40 } })).toContain(
    "if set      −20.000 ms ± 60.000 ms, if its clock was set meanwhile",
  );
});

test("a clock of this machine that is not known to be right, or is slewed, is named", () => {
  expect(printed({})).not.toContain("this machine's");
  expect(printed({}, { ...SYNCHRONISED, status: "unsynchronised" })).toContain(
    "kernel reports its clock as not synchronised",
  );
  expect(printed({}, { ...SYNCHRONISED, slewPpm: 100 })).toMatch(/this machine's .*slew/);
});
