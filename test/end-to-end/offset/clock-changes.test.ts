/** Midnight, daylight-saving time, leap seconds and steps as they happen: the real server on a faked clock, measured meanwhile. */
import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { OffsetMeter, type OffsetResult, resolveOffsetOptions } from "../../../src/client/index.ts";
import { middleOf, near } from "../../../src/offset/bound.ts";
import { answering } from "../../client/fake-server.ts";
import { FakedClock, type FakedServer, fakedServer } from "../../truth/faked-server.ts";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { until } from "../support/within.ts";

const withFaketime = needs("faketime", "faketime", test.concurrent);
const TIMEOUT_MS = 120_000;
const SOON_MS = 2_000;
/** So many replies must come before the change and after it, in other seconds than those that it divides. */
const LEAST_REPLIES = 4;
const NEXT_MS = 500;
const TRIES = 4;

async function measured({ port }: FakedServer) {
  const meter = new OffsetMeter(resolveOffsetOptions({ port, replyTimeoutMs: 30_000 }));
  await meter.measure();
  const result = meter.result();
  if (result === undefined) throw new Error("there is no result");
  return { result, readings: meter.readings };
}

/**
 * Measures while the server's clock passes an instant. A busy machine begins too late, or is content too early: again.
 * @param then what happens at that instant
 */
async function measuredAcross(
  server: FakedServer,
  instant: string,
  then: (offsetMs: number) => void = () => {},
): Promise<{ readonly result: OffsetResult; readonly offsetMs: number }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const offsetMs = Date.parse(instant) - (Date.now() + SOON_MS);
    const changeMs = performance.now() + SOON_MS;
    server.set(offsetMs);
    const change = Bun.sleep(SOON_MS).then(() => then(offsetMs));
    const [{ result, readings }] = await Promise.all([measured(server), change]);
    const before = readings.filter(({ receivedMs }) => receivedMs < changeMs - NEXT_MS).length;
    const after = readings.filter(({ sentMs }) => sentMs > changeMs + NEXT_MS).length;
    if (Math.min(before, after) >= LEAST_REPLIES) return { result, offsetMs };
  }
  throw new Error(`the change was not met in ${TRIES} measurements`);
}

function expectTruth({ finding }: OffsetResult, offsetMs: number): void {
  if (finding.kind !== "bounded") throw new Error(`it is ${finding.kind}`);
  const { lowMs } = near({ lowMs: offsetMs, highMs: offsetMs }, middleOf(finding.bound));
  expect(finding.bound.lowMs).toBeLessThanOrEqual(lowMs);
  expect(finding.bound.highMs).toBeGreaterThan(lowMs);
}

describe.concurrent("while it is measured", () => {
  withFaketime(
    "midnight is no change",
    async () => {
      await using server = await fakedServer(0);
      const { result, offsetMs } = await measuredAcross(server, "2026-03-01T00:00:00Z");
      expectTruth(result, offsetMs);
      expect(result.zoneChange).toBeUndefined();
    },
    TIMEOUT_MS,
  );

  for (const [season, instant, quarterHours] of [
    ["begins", "2026-03-29T01:00:00Z", 4],
    ["ends", "2026-10-25T01:00:00Z", -4],
  ] as const) {
    withFaketime(
      `daylight-saving time ${season}: the offset stays, and the change of the zone is reported`,
      async () => {
        await using server = await fakedServer(0, "Europe/Berlin");
        const { result, offsetMs } = await measuredAcross(server, instant);
        expectTruth(result, offsetMs);
        expect(result.zoneChange).toEqual({ kind: "zone-changed", quarterHours });
      },
      TIMEOUT_MS,
    );
  }

  withFaketime(
    "a zone of three quarters of an hour is found, and its offset is below a quarter",
    async () => {
      await using server = await fakedServer(123.456, "Asia/Kathmandu");
      const { result } = await measured(server);
      expectTruth(result, 123.456);
      expect(result.quarterHours).toBe(23);
    },
    TIMEOUT_MS,
  );

  withFaketime(
    "a leap second that repeats 23:59:59 is a step of one second back",
    async () => {
      await using server = await fakedServer(0);
      const { result, offsetMs } = await measuredAcross(server, "2017-01-01T00:00:00Z", (before) =>
        server.set(before - 1_000),
      );
      expect(result.finding.kind).toBe("stepped");
      if (result.finding.kind !== "stepped") return;
      const { step, bound } = result.finding;
      expect(step.lowMs).toBeLessThanOrEqual(-1_000);
      expect(step.highMs).toBeGreaterThan(-1_000);
      const { lowMs } = near({ lowMs: offsetMs - 1_000, highMs: offsetMs - 1_000 }, middleOf(bound));
      expect(bound.lowMs).toBeLessThanOrEqual(lowMs);
      expect(bound.highMs).toBeGreaterThan(lowMs);
    },
    TIMEOUT_MS,
  );

  const RIGHT = "right/UTC";
  (existsSync(`/usr/share/zoneinfo/${RIGHT}`)
    ? withFaketime
    : needs(RIGHT, "tzdata with right/", test.concurrent))(
    "a leap second that is shown as 23:59:60 is a step of one second back",
    async () => {
      await using server = await fakedServer(0, RIGHT);
      // Midnight on a clock that counts leap seconds: it has counted 27 of them then.
      const { finding } = (await measuredAcross(server, "2017-01-01T00:00:27Z")).result;
      expect(finding.kind).toBe("stepped");
      if (finding.kind === "stepped") expect(Math.round(middleOf(finding.step) / 1_000)).toBe(-1);
    },
    TIMEOUT_MS,
  );

  withFaketime(
    "a leap second that is smeared over a day is within the allowance",
    async () => {
      await using server = await fakedServer(0);
      server.set(1_234.5, 1 - 1 / 86_400);
      const { result } = await measured(server);
      // The rate counts from the start of the server, less than a minute ago: 0.7 ms.
      if (result.finding.kind !== "bounded") throw new Error(`it is ${result.finding.kind}`);
      expect(result.finding.bound.lowMs).toBeLessThanOrEqual(1_234.5);
      expect(result.finding.bound.highMs).toBeGreaterThan(1_234.5 - 0.7);
    },
    TIMEOUT_MS,
  );

  withFaketime(
    "this machine's clock is set: that is reported, and the offset is from the clock as it is then",
    async () => {
      await using server = await answering(() => `JAM ${new Date().toISOString().slice(11, 19)}\r\n`);
      using clock = new FakedClock(0);
      const client = Bun.spawn([JAM, "offset", `127.0.0.1:${server.port}`, "--json"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, ...clock.env },
      });
      const asked = () => server.received().split("TIME").length > 3;
      await until(30, asked, () => "three requests");
      clock.set(2_500);
      const { servers, local } = JSON.parse(await client.stdout.text());
      expect(local.stepMs).toBeWithin(2_499, 2_501);
      expect(servers[0].lowMs).toBeLessThanOrEqual(-2_500);
      expect(servers[0].highMs).toBeGreaterThan(-2_500);
    },
    TIMEOUT_MS,
  );
});
