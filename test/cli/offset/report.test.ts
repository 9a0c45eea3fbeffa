/** What several servers agree on. */
import { expect, test } from "bun:test";
import { reportOf } from "../../../src/cli/offset/report.ts";
import type { OffsetResult } from "../../../src/client/index.ts";
import type { Interval } from "../../../src/offset/reading.ts";

function measured({ lowMs, highMs }: Interval, atMs: number, ppm: number) {
  const bound = { lowMs, highMs, atMs, drift: { lowPpm: ppm, highPpm: ppm } };
  const result: OffsetResult = {
    host: "mesin1",
    port: 45_000,
    finding: { kind: "drifting", bound },
    ifSet: undefined,
    quarterHours: 28,
    zoneChange: undefined,
    canBeTwelveHour: false,
    mode: "pipelined",
    roundTripMs: 0.2,
    requests: 60,
    connections: 1,
    elapsedMs: 9_000,
    measuredAtMs: 1_700_000_000_000 + atMs,
    monotonicMs: atMs,
    localStepMs: undefined,
    narrowing: [],
  };
  return { target: { host: "mesin1", port: 45_000 }, result, failure: undefined, expected: undefined };
}

const local = { status: "synchronised", maximumErrorSeconds: 0.1, slewPpm: undefined } as const;

test("servers that were measured at different instants are compared at the last of them", () => {
  const early = measured({ lowMs: 0, highMs: 0.1 }, 1_000, 400);
  const late = measured({ lowMs: 3.95, highMs: 4.05 }, 11_000, 400);
  const { majority, servers } = reportOf({ servers: [early, late], local });
  expect(servers.map(({ agrees }) => agrees)).toEqual([true, true]);
  expect(majority?.lowMs).toBeCloseTo(4, 9);
  expect(majority?.highMs).toBeCloseTo(4.05, 9);
  expect(majority?.measuredAtMs).toBe(1_700_000_011_000);
});

test("each server's own offset stays that of its own instant", () => {
  const early = measured({ lowMs: 0, highMs: 0.1 }, 1_000, 400);
  const { servers } = reportOf({
    servers: [early, measured({ lowMs: 3.95, highMs: 4.05 }, 11_000, 400)],
    local,
  });
  expect(servers[0]?.range).toMatchObject({ lowMs: 0, highMs: 0.1 });
});
