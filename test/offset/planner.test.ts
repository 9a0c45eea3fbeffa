/** The planner against a simulated server and network, whose delays are known exactly. */
import { describe, expect, test } from "bun:test";
import { OFFSET_DEFAULTS } from "../../src/client/offset/options.ts";
import { boundOf, near, type Readings } from "../../src/offset/bound.ts";
import { Planner } from "../../src/offset/planner.ts";
import type { Reading } from "../../src/offset/reading.ts";
import { seeded } from "../truth/delays.ts";

const { requests, inFlight, lateMs, driftPpm } = OFFSET_DEFAULTS;
const allowance = { lateMs, driftPpm };
const DAY_S = 86_400;

interface Network {
  readonly offsetMs: number;
  readonly thereMs: number;
  readonly backMs: number;
}

/** Measures until the planner asks for no more. */
function simulate({ offsetMs, thereMs, backMs }: Network) {
  const planner = new Planner({ requests, inFlight, allowance });
  const roundTripMs = thereMs + backMs;
  let readings: Readings | undefined;
  let nowMs = 0;
  for (;;) {
    const asked = readings?.length ?? 0;
    const progress = { readings, roundTripMs, asked, mode: "pipelined", caching: undefined } as const;
    const instants = planner.instants(progress, nowMs);
    if (instants.length === 0 && readings !== undefined) return { readings, elapsedMs: nowMs };
    const round = instants.map((instant): Reading => {
      const sentMs = Math.max(instant, nowMs);
      const shown = Math.floor((sentMs + thereMs + offsetMs) / 1000);
      return {
        sentMs,
        receivedMs: sentMs + roundTripMs,
        second: ((shown % DAY_S) + DAY_S) % DAY_S,
        connection: 1,
      };
    });
    const [first, ...more] = [...(readings ?? []), ...round];
    if (first === undefined) throw new Error("the planner asks for nothing");
    readings = [first, ...more];
    nowMs = Math.max(...round.map(({ receivedMs }) => receivedMs));
  }
}

const chance = seeded(18);
const NETWORKS = [
  { thereMs: 0.02, backMs: 0.02 },
  { thereMs: 5, backMs: 90 },
  { thereMs: 30, backMs: 10 },
  { thereMs: 700, backMs: 900 },
] as const;

describe.each(NETWORKS)("where delays are constant, $thereMs ms there and $backMs ms back", (network) => {
  const offsets = Array.from({ length: 200 }, () => (chance() - 0.5) * DAY_S * 999);
  const runs = offsets.map((offsetMs) => ({ offsetMs, ...simulate({ ...network, offsetMs }) }));

  test("the interval is at most a millisecond wider than the round trip, and contains the truth", () => {
    for (const { offsetMs, readings } of runs) {
      const { lowMs, highMs } = near(boundOf(readings, allowance), offsetMs);
      expect(highMs - lowMs).toBeLessThanOrEqual(network.thereMs + network.backMs + 1);
      expect(lowMs).toBeLessThanOrEqual(offsetMs);
      expect(highMs).toBeGreaterThan(offsetMs);
    }
  });

  test("at most 60 requests are sent, within 10 seconds and 10 round trips", () => {
    for (const { readings, elapsedMs } of runs) {
      expect(readings.length).toBeLessThanOrEqual(requests);
      expect(elapsedMs).toBeLessThanOrEqual(10_000 + 10 * (network.thereMs + network.backMs));
    }
  });
});
