/** The bound contains the truth: servers of known offsets, through proxies that delay each direction in its own way. */
import { expect } from "bun:test";
import { needs } from "../end-to-end/support/needs.ts";
import { PATHS, seeded } from "./delays.ts";
import { fakedServer } from "./faked-server.ts";
import { measureOffsets, measureThrough, offsetsOf } from "./truth.ts";

const withFaketime = needs("faketime", "faketime");

withFaketime(
  "the interval contains the true offset in 40 of 40 measurements, and is the intersection that all replies allow",
  async () => {
    const runs = await measureOffsets(offsetsOf(8, seeded(7)), { seed: 7, servers: 4 });
    expect(runs).toHaveLength(8 * PATHS.length);
    expect(runs.filter(({ fault }) => fault !== undefined)).toEqual([]);
  },
  240_000,
);

withFaketime(
  "round trips over a second give an interval that contains the truth",
  async () => {
    await using server = await fakedServer(-4_321_098.765);
    const path = { name: "over a second", there: () => 700, back: () => 900 };
    const run = await measureThrough(server.port, -4_321_098.765, path, 1, { requests: 20 });
    expect(run.fault).toBeUndefined();
    expect(run.widthMs).toBeGreaterThan(1_599);
  },
  120_000,
);

withFaketime(
  "the interval is at most a millisecond wider than the longest round trip of a path without jitter",
  async () => {
    await using server = await fakedServer(250.5);
    const path = { name: "constant", there: () => 30, back: () => 10 };
    // A busy machine also delays the requests themselves: the best of some tries counts.
    for (let tries = 0; ; tries++) {
      const run = await measureThrough(server.port, 250.5, path, tries);
      expect(run.fault).toBeUndefined();
      if (run.widthMs <= run.longestRoundTripMs + 1) break;
      if (tries === 8) expect(run.widthMs).toBeLessThanOrEqual(run.longestRoundTripMs + 1);
    }
  },
  240_000,
);
