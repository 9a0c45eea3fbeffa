import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { boundOf, isEmpty, near, QUARTER_MS, type Readings } from "../../src/offset/bound.ts";
import { NO_ALLOWANCE, type Reading, secondOfDay } from "../../src/offset/reading.ts";
import { bruteForce } from "../truth/truth.ts";

/** A server whose clock is ahead of the monotonic one by `offsetMs` reads it at `readMs`. */
function reading(offsetMs: number, sentMs: number, readMs: number, receivedMs: number): Reading {
  const second = Math.floor((((readMs + offsetMs) % 86_400_000) + 86_400_000) / 1000) % 86_400;
  return { sentMs, receivedMs, second, connection: 1 };
}

/** Whole microseconds: with less, the corners of brute force are where rounding puts them. */
const upTo = (ms: number) => fc.integer({ min: 0, max: ms * 1000 }).map((us) => us / 1000);
const requests = fc.array(fc.record({ gap: upTo(2_000), there: upTo(1_500), back: upTo(1_500) }), {
  minLength: 1,
  maxLength: 60,
});
const offset = fc.double({ min: -43_200_000, max: 43_200_000, noNaN: true });

function readingsOf(
  offsetMs: number,
  asked: readonly { gap: number; there: number; back: number }[],
): Readings {
  let at = 1_000;
  const [first, ...more] = asked.map(({ gap, there, back }) => {
    at += gap;
    return reading(offsetMs, at, at + there, at + there + back);
  });
  return [first as Reading, ...more];
}

test("the interval contains the true offset, whatever the delays, and is what brute force finds", () => {
  fc.assert(
    fc.property(offset, requests, (offsetMs, asked) => {
      const readings = readingsOf(offsetMs, asked);
      const bound = boundOf(readings, NO_ALLOWANCE);
      const last = readings.at(-1)?.receivedMs ?? 0;
      const truth = near({ lowMs: offsetMs, highMs: offsetMs }, (bound.lowMs + bound.highMs) / 2).lowMs;
      expect(truth).toBeGreaterThanOrEqual(bound.lowMs - 1e-6);
      expect(truth).toBeLessThan(bound.highMs + 1e-6);
      expect(bound.highMs - bound.lowMs).toBeCloseTo(bruteForce(readings, 0, last), 5);
    }),
  );
});

test("clocks of different rates: at each instant the interval contains the truth, and is what brute force finds", () => {
  const ppms = fc.double({ min: -500, max: 500, noNaN: true });
  fc.assert(
    fc.property(requests, ppms, fc.double({ min: 0, max: 1, noNaN: true }), (asked, ppm, part) => {
      const offsetAt = (atMs: number) => (atMs * ppm) / 1e6;
      let askedMs = 1_000;
      const readings = asked.map(({ gap, there, back }) => {
        askedMs += gap;
        const readMs = askedMs + there;
        return reading(offsetAt(readMs), askedMs, readMs, readMs + back);
      });
      const [first, ...more] = readings;
      const atMs = 1_000 + part * (askedMs - 1_000);
      const bound = boundOf([first as Reading, ...more], { lateMs: 0, driftPpm: 500 }, atMs);
      const truth = near({ lowMs: offsetAt(atMs), highMs: offsetAt(atMs) }, bound.lowMs).lowMs;
      expect(truth).toBeGreaterThanOrEqual(bound.lowMs - 1e-6);
      expect(truth).toBeLessThan(bound.highMs + 1e-6);
      expect(bound.highMs - bound.lowMs).toBeCloseTo(bruteForce(readings, 500, atMs), 3);
    }),
    { numRuns: 50 },
  );
});

describe("a contradiction is an empty interval", () => {
  const fresh = reading(0, 999_000, 999_001, 999_002);
  test("a second that is shown late", () => {
    const late: Reading = { sentMs: 1_000_050, receivedMs: 1_000_051, second: 999, connection: 1 };
    const early = reading(0, 1_000_000, 1_000_001, 1_000_002);
    expect(isEmpty(boundOf([fresh, early, late], NO_ALLOWANCE))).toBe(true);
    expect(isEmpty(boundOf([fresh, early, late], { lateMs: 60, driftPpm: 0 }))).toBe(false);
  });

  test("but not midnight, and not a change by quarter hours", () => {
    const before: Reading = { sentMs: 1_000, receivedMs: 1_010, second: 86_399, connection: 1 };
    const midnight: Reading = { sentMs: 1_300, receivedMs: 1_310, second: 0, connection: 1 };
    const summer: Reading = { sentMs: 1_400, receivedMs: 1_410, second: 3_600, connection: 1 };
    const nepal: Reading = { sentMs: 1_500, receivedMs: 1_510, second: 3_600 + 2_700, connection: 1 };
    const bound = boundOf([before, midnight, summer, nepal], NO_ALLOWANCE);
    expect(bound.highMs - bound.lowMs).toBe(310);
  });
});

test("intervals are moved by whole quarter hours", () => {
  expect(near({ lowMs: QUARTER_MS * 3 + 1, highMs: QUARTER_MS * 3 + 2 }, 0)).toEqual({ lowMs: 1, highMs: 2 });
});

test.each([
  ["00:00:00", 0],
  ["23:59:59", 86_399],
  ["23:59:60", 86_400],
  ["24:00:00", undefined],
  ["1:00:00", undefined],
  ["10:20:30 PM", undefined],
  ["22-11-2025 10:20:30", undefined],
])("%p is the second %p of the day", (text, second) => {
  expect(secondOfDay(text)).toBe(second);
});
