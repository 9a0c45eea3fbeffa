import { describe, expect, test } from "bun:test";
import type { Readings } from "../../src/offset/bound.ts";
import { boundIn, findingOf } from "../../src/offset/finding.ts";
import { NO_ALLOWANCE, type Reading } from "../../src/offset/reading.ts";

const NTP = { lateMs: 0, driftPpm: 15 };

/** A request every 97 ms with a round trip of 2 ms; `shown` is the server's clock at an instant, in milliseconds. */
function askedEvery(shown: (atMs: number) => number, count = 60, everyMs = 97): Readings {
  const [first, ...more] = Array.from({ length: count }, (_, index): Reading => {
    const sentMs = 500_000 + index * everyMs;
    const second = Math.floor((((shown(sentMs + 1) % 86_400_000) + 86_400_000) % 86_400_000) / 1000);
    return { sentMs, receivedMs: sentMs + 2, second, connection: 1 };
  });
  return [first as Reading, ...more];
}

function contains(readings: Readings, offsetMs: number): boolean {
  const bound = boundIn(findingOf(readings, NTP));
  return bound !== undefined && bound.lowMs <= offsetMs && offsetMs < bound.highMs;
}

test("a right clock is bounded", () => {
  const readings = askedEvery((at) => at + 123.4);
  expect(findingOf(readings, NTP).kind).toBe("bounded");
  expect(contains(readings, 123.4)).toBe(true);
});

describe("a clock that is set during the measurement", () => {
  for (const stepMs of [-2_500, -1_000, 700, 5_000, 7_200_000 + 420_000]) {
    test(`by ${stepMs} ms is reported with the step, and the offset after it`, () => {
      const readings = askedEvery((at) => at + (at < 503_000 ? 0 : stepMs));
      const finding = findingOf(readings, NTP);
      expect(finding.kind).toBe("stepped");
      if (finding.kind !== "stepped") return;
      const belowQuarter = stepMs % 900_000;
      expect(finding.step.lowMs).toBeLessThanOrEqual(belowQuarter);
      expect(finding.step.highMs).toBeGreaterThanOrEqual(belowQuarter);
    });
  }

  test("for a leap second repeats 23:59:59, or shows 23:59:60, and is a step of one second back", () => {
    const midnightMs = 503_000;
    const steps = askedEvery((at) => at - midnightMs - (at < midnightMs ? 0 : 1_000));
    const shows60 = steps.map((reading) => {
      const isLeap = reading.sentMs + 1 >= midnightMs && reading.sentMs + 1 < midnightMs + 1_000;
      return isLeap ? { ...reading, second: 86_400 } : reading;
    }) as unknown as Readings;
    for (const readings of [steps, shows60]) {
      const finding = findingOf(readings, NTP);
      expect(finding).toMatchObject({ kind: "stepped" });
      if (finding.kind === "stepped")
        expect(Math.round((finding.step.lowMs + finding.step.highMs) / 2000)).toBe(-1);
    }
  });
});

/** The server's clock is near the monotonic one. @param shown sent at, round trip, second */
function shownAt(
  ...shown: readonly (readonly [atMs: number, roundTripMs: number, second: number])[]
): Readings {
  const [first, ...more] = shown.map(([atMs, roundTripMs, second]): Reading => {
    const sentMs = 500_000 + atMs;
    return { sentMs, receivedMs: sentMs + roundTripMs, second: 500 + second, connection: 1 };
  });
  return [first as Reading, ...more];
}

describe("a clock that is set back by a second", () => {
  test("while its second changes is no cache, which never shows an older second again", () => {
    const before = [
      [-1004.8, 0.5, -2],
      [-14.7, 12.8, -1],
      [-2.4, 0.5, 0],
      [-1.4, 1, 0],
    ] as const;
    const after = [
      [3.8, 1.3, -1],
      [7, 0.6, -1],
      [997.2, 5, 0],
      [1997.7, 4.4, 1],
    ] as const;
    const finding = findingOf(shownAt(...before, ...after), NTP);
    if (finding.kind !== "stepped") throw new Error(`it is ${finding.kind}`);
    expect(finding.step.lowMs).toBeLessThanOrEqual(-1_000);
    expect(finding.step.highMs).toBeGreaterThan(-1_000);
  });

  test("may have shown the same before, so such a reply tells nothing of the step", () => {
    const before = [
      [-1500, 0.3, -2],
      [-10, 0.3, -1],
      [5.7, 0.3, 0],
    ] as const;
    // The first of them would also be right before the step, if the clock were 4 ms slower.
    const after = [
      [1004, 0.3, 0],
      [1500, 0.3, 0],
      [1999, 0.3, 0],
      [2003, 0.3, 1],
    ] as const;
    const finding = findingOf(shownAt(...before, ...after), NTP);
    if (finding.kind !== "stepped") throw new Error(`it is ${finding.kind}`);
    expect(finding.step.lowMs).toBeLessThanOrEqual(-1_000);
    expect(finding.step.highMs).toBeGreaterThan(-1_000);
  });
});

test("a leap second that is smeared over a day stays within the allowance", () => {
  const smeared = (at: number) => at - ((at - 500_000) * 1_000) / 86_400_000;
  expect(findingOf(askedEvery(smeared), NTP).kind).toBe("bounded");
});

test("clocks of different rates give the drift, and the offset at the last reply", () => {
  const readings = askedEvery((at) => at + ((at - 500_000) * 300) / 1e6, 2_000, 503);
  const finding = findingOf(readings, NTP);
  expect(finding.kind).toBe("drifting");
  if (finding.kind !== "drifting") return;
  expect(finding.bound.drift.lowPpm).toBeLessThanOrEqual(300);
  expect(finding.bound.drift.highPpm).toBeGreaterThanOrEqual(300);
  const truth = ((readings.at(-1)?.receivedMs ?? 0) - 500_000) * 300e-6;
  expect(finding.bound.lowMs).toBeLessThanOrEqual(truth);
  expect(finding.bound.highMs).toBeGreaterThan(truth);
});

describe("seconds that are shown late", () => {
  /** A cache that is filled by a request, if it is older than 100 ms. */
  function cachedFor100() {
    let cached = 0;
    return (at: number) => {
      if (at - cached >= 100) cached = at;
      return cached;
    };
  }

  test("by a cache of 100 ms to requests close together do not hide what a request alone shows", () => {
    const shown = cachedFor100();
    // Each second eight requests close together, and the first of them comes alone.
    const [first, ...more] = Array.from({ length: 80 }, (_, index): Reading => {
      const sentMs = 499_970 + Math.floor(index / 8) * 1_017 + (index % 8) * 12;
      return { sentMs, receivedMs: sentMs + 2, second: Math.floor(shown(sentMs + 1) / 1000), connection: 1 };
    });
    const finding = findingOf([first as Reading, ...more], NTP);
    expect(finding.kind).toBe("late");
    if (finding.kind !== "late") return;
    expect(finding.lowMs).toBeLessThanOrEqual(0);
    expect(finding.highIfAloneMs).toBeGreaterThan(0);
    expect(finding.latenessMs).toBeLessThanOrEqual(100);
  });

  test("to every request give the least offset and the lateness, and no upper limit", () => {
    let lateMs = 0;
    const readings = askedEvery(
      (at) => {
        lateMs = (lateMs + 37) % 90;
        return at - lateMs;
      },
      200,
      457,
    );
    const finding = findingOf(readings, NTP);
    expect(finding.kind).toBe("late");
    if (finding.kind !== "late") return;
    expect(finding.lowMs).toBeLessThanOrEqual(0);
    expect(finding.latenessMs).toBeGreaterThan(20);
    expect(finding.latenessMs).toBeLessThanOrEqual(90);
  });

  test("within the allowance give an interval that contains the truth", () => {
    const readings = askedEvery((at) => Math.floor(at / 70) * 70, 200, 41);
    const bound = boundIn(findingOf(readings, { lateMs: 70, driftPpm: 0 }));
    expect(bound?.lowMs).toBeLessThanOrEqual(0);
    expect(bound?.highMs).toBeGreaterThan(0);
  });
});

test("a clock that stands still has no offset", () => {
  expect(
    findingOf(
      askedEvery(() => 36_000_000),
      NO_ALLOWANCE,
    ).kind,
  ).toBe("standing");
});
