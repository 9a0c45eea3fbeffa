/** Two readings of a clock: the present in any zone passes, everything else does not. No clock is read. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { judgeReplyTime, type Reading, zoneOffsetMinutes } from "../../../src/check/probe/clock-reading.ts";

const PAUSE_MS = 2_100;
const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);

/** `hh:mm:ss` at that time, so many seconds east of UTC. */
function clockAt(milliseconds: number, offsetSeconds = 0): string {
  return new Date(milliseconds + offsetSeconds * 1000).toISOString().slice(11, 19);
}

interface Server {
  readonly shows: (now: number) => string;
  /** How long a reply takes; the clock is read at the end of it. */
  readonly replyMs?: number;
}

function readingAt(requestedAt: number, { shows, replyMs = 1 }: Server): Reading {
  const answeredAt = requestedAt + replyMs;
  return { shown: shows(answeredAt), requestedAt, answeredAt };
}

function judge(requestedAt: number, server: Server): string {
  const first = readingAt(requestedAt, server);
  const outcome = judgeReplyTime(first, readingAt(first.answeredAt + PAUSE_MS, server));
  return outcome.verdict === "fail" ? outcome.fault : outcome.verdict;
}

const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });

/** Seconds east of UTC of a zone of the tz database. */
function offsetOf(zone: string, now: number): number {
  const part = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(now)
    .find(({ type }) => type === "timeZoneName");
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(part?.value ?? "") ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

const ZONES = Intl.supportedValuesOf("timeZone");

test("the present passes in every zone of the tz database", () => {
  expect(ZONES.length).toBeGreaterThan(400);
  for (const zone of ZONES) {
    const offset = offsetOf(zone, NOON);
    expect([zone, judge(NOON, { shows: (now) => clockAt(now, offset) })]).toEqual([zone, "pass"]);
  }
});

test("the present passes at any moment, midnight and noon among them", () => {
  const offset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 900);
  fc.assert(
    fc.property(moment, offset, fc.integer({ min: 0, max: 1_500 }), (now, seconds, replyMs) => {
      expect(judge(now, { shows: (at) => clockAt(at, seconds), replyMs })).toBe("pass");
    }),
  );
  for (const turn of [Date.UTC(2026, 0, 1), NOON, Date.UTC(2026, 5, 30, 23, 59, 59)]) {
    for (let early = 0; early <= 3_000; early += 100) {
      expect(judge(turn - early, { shows: (now) => clockAt(now) })).toBe("pass");
    }
  }
});

test("a 12-hour clock passes at any moment, also from 12:59:59 to 1:00:00", () => {
  const halfDay = (now: number) => {
    const [hours = "", minutes, seconds] = clockAt(now).split(":");
    return `${Number(hours) % 12 || 12}:${minutes}:${seconds}`;
  };
  fc.assert(fc.property(moment, (now) => expect(judge(now, { shows: halfDay })).toBe("pass")));
  const turn = Date.UTC(2026, 0, 1, 13);
  for (let early = 0; early <= 3_000; early += 50) {
    expect(judge(turn - early, { shows: halfDay })).toBe("pass");
  }
  const reading = (shown: string, at: number): Reading => ({ shown, requestedAt: at, answeredAt: at });
  expect(judgeReplyTime(reading("12:59:59", turn - 1_000), reading("1:00:01", turn + 1_100)).verdict).toBe(
    "pass",
  );
});

test("a clock may be 2 s off from the middle of its second, and no more", () => {
  const middle = NOON + 500;
  const asked = (awayMs: number): Reading => ({
    shown: "12:00:00",
    requestedAt: middle + awayMs,
    answeredAt: middle + awayMs,
  });
  const next = (awayMs: number): Reading => ({ ...asked(awayMs + 2_000), shown: "12:00:02" });
  for (const away of [-2_000, -1_000, 0, 1_000, 2_000]) {
    expect(judgeReplyTime(asked(away), next(away))).toEqual({ verdict: "pass" });
  }
  for (const away of [-2_001, 2_001]) {
    expect(judgeReplyTime(asked(away), next(away))).toMatchObject({ fault: "wrong-time" });
  }
});

test("a clock that is minutes wrong fails, an hour and seven minutes among them, with what was expected", () => {
  const server = (seconds: number): Server => ({ shows: (now) => clockAt(now, seconds) });
  for (const seconds of [7 * 60, -7 * 60, 3_600 + 7 * 60, 5, -5, 60, 5.5 * 3_600 + 60]) {
    expect([seconds, judge(NOON, server(seconds))]).toEqual([seconds, "wrong-time"]);
  }
  const first = readingAt(NOON, server(420));
  expect(judgeReplyTime(first, readingAt(NOON + PAUSE_MS, server(420)))).toEqual({
    verdict: "fail",
    fault: "wrong-time",
    parameters: { shown: "12:07:00", expected: "12:00:00" },
  });
});

test("a frozen clock fails, although it was right when it stopped", () => {
  fc.assert(
    fc.property(moment, (now) => expect(judge(now, { shows: () => clockAt(now) })).toBe("clock-stands")),
  );
  expect(judge(NOON, { shows: () => "00:00:00" })).toBe("clock-stands");
  const frozen: Server = { shows: () => "12:00:00" };
  expect(judgeReplyTime(readingAt(NOON, frozen), readingAt(NOON + PAUSE_MS, frozen))).toMatchObject({
    parameters: { first: "12:00:00", second: "12:00:00", seconds: "2.1" },
  });
});

test("a clock that runs backwards, or too fast, fails", () => {
  expect(judge(NOON, { shows: (now) => clockAt(2 * NOON - now) })).not.toBe("pass");
  expect(judge(NOON, { shows: (now) => clockAt(NOON + 4 * (now - NOON)) })).not.toBe("pass");
});

test("two readings that a busy judge makes far apart pass as they would in time", () => {
  for (const pauseMs of [4_100, 5_900, 12_345]) {
    for (let early = 0; early < 1_000; early += 100) {
      const [first, second] = [0, pauseMs].map((after) =>
        readingAt(NOON - early + after, { shows: (now) => clockAt(now) }),
      );
      expect(first && second && judgeReplyTime(first, second)).toEqual({ verdict: "pass" });
    }
  }
});

test("a reply that comes late is judged by the time that it took", () => {
  for (const replyMs of [500, 1_500, 1_900]) {
    expect(judge(NOON, { shows: (now) => clockAt(now), replyMs })).toBe("pass");
    // Read at once and sent late is right too: the present is anything between question and answer.
    expect(judge(NOON, { shows: (now) => clockAt(now - replyMs), replyMs })).toBe("pass");
  }
});

test("a server that changes its zone between two replies fails with zone-changes", () => {
  const first = readingAt(NOON, { shows: (now) => clockAt(now) });
  for (const offset of [900, 3_600, 7 * 3_600, -3_600]) {
    const second = readingAt(NOON + PAUSE_MS, { shows: (now) => clockAt(now, offset) });
    expect(judgeReplyTime(first, second)).toEqual({
      verdict: "fail",
      fault: "zone-changes",
      parameters: { first: first.shown, second: second.shown },
    });
  }
});

test("the offset of a right clock is found in minutes, as far as a time of day allows", () => {
  const offset = fc.integer({ min: -9 * 4, max: 14 * 4 });
  fc.assert(
    fc.property(moment, offset, (now, quarters) => {
      const reading = readingAt(now, { shows: (at) => clockAt(at, quarters * 900) });
      expect(zoneOffsetMinutes(reading)).toBe(quarters * 15);
    }),
  );
});
