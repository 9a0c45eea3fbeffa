/** The text of a second in a zone: what its clocks show, over changes of daylight-saving time and of the day. */
import { describe, expect, test } from "bun:test";
import { PatternError } from "../../src/clock/pattern.ts";
import { DEFAULT_PATTERN, secondFormatter } from "../../src/clock/second.ts";
import { zoneNamed } from "./zone-named.ts";

const shown = (zone: string, instant: string, pattern: string = DEFAULT_PATTERN) =>
  secondFormatter(zoneNamed(zone), pattern)(Temporal.Instant.from(instant).epochMilliseconds);

describe("a zone's clocks", () => {
  test.each([
    ["UTC", "2026-01-15T12:34:56Z", "12:34:56"],
    ["Asia/Jakarta", "2026-01-15T12:34:56Z", "19:34:56"],
    ["Asia/Jakarta", "2026-07-15T12:34:56Z", "19:34:56"],
    ["Asia/Kathmandu", "2026-01-15T12:34:56Z", "18:19:56"],
    ["America/New_York", "2026-01-15T12:34:56Z", "07:34:56"],
    ["America/New_York", "2026-07-15T12:34:56Z", "08:34:56"],
    ["Europe/Berlin", "2026-01-15T12:34:56Z", "13:34:56"],
    ["Europe/Berlin", "2026-07-15T12:34:56Z", "14:34:56"],
  ])("in %s at %s show %s", (zone, instant, text) => {
    expect(shown(zone, instant)).toBe(text);
  });

  test.each([
    ["America/New_York", "2026-03-08T06:59:59Z", "01:59:59", "03:00:00"],
    ["America/New_York", "2026-11-01T05:59:59Z", "01:59:59", "01:00:00"],
    ["Europe/Berlin", "2026-03-29T00:59:59Z", "01:59:59", "03:00:00"],
    ["Europe/Berlin", "2026-10-25T00:59:59Z", "02:59:59", "02:00:00"],
    // half an hour, the only zone that changes by so little
    ["Australia/Lord_Howe", "2026-10-03T15:29:59Z", "01:59:59", "02:30:00"],
    ["Australia/Lord_Howe", "2026-04-04T14:59:59Z", "01:59:59", "01:30:00"],
  ])("in %s change at %s from %s to %s", (zone, last, before, after) => {
    const format = secondFormatter(zoneNamed(zone), DEFAULT_PATTERN);
    const moment = Temporal.Instant.from(last).epochMilliseconds;
    expect([format(moment), format(moment + 1000)]).toEqual([before, after]);
  });

  test("one formatter follows the change, as in a server that runs through the night", () => {
    const format = secondFormatter(zoneNamed("Europe/Berlin"), "%H %z");
    const midnight = Temporal.Instant.from("2026-03-28T23:00:00Z").epochMilliseconds;
    const hours = Array.from({ length: 4 }, (_, hour) => format(midnight + hour * 3_600_000));
    expect(hours).toEqual(["00 +0100", "01 +0100", "03 +0200", "04 +0200"]);
  });
});

describe("the edge of a second", () => {
  test("its last millisecond still shows it, and the next shows the next", () => {
    const format = secondFormatter(zoneNamed("UTC"), DEFAULT_PATTERN);
    const edge = Date.UTC(2026, 0, 15, 10, 20, 31);
    expect([format(edge - 1), format(edge), format(edge + 999), format(edge + 1000)]).toEqual([
      "10:20:30",
      "10:20:31",
      "10:20:31",
      "10:20:32",
    ]);
  });

  test("midnight is 00:00:00, never 24:00:00, and the date changes with it", () => {
    const pattern = "%F %H:%M:%S";
    expect(shown("Asia/Jakarta", "2026-12-31T16:59:59.999Z", pattern)).toBe("2026-12-31 23:59:59");
    expect(shown("Asia/Jakarta", "2026-12-31T17:00:00Z", pattern)).toBe("2027-01-01 00:00:00");
  });
});

test("by default every second of a day is hh:mm:ss, zero-padded, on a 24-hour clock", () => {
  const format = secondFormatter(zoneNamed("UTC"), DEFAULT_PATTERN);
  const day = Date.UTC(2026, 0, 15);
  const texts = new Set<string>();
  for (let second = 0; second < 86_400; second += 7) texts.add(format(day + second * 1000));
  expect(texts.size).toBe(Math.ceil(86_400 / 7));
  expect([...texts].filter((text) => !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text))).toEqual([]);
  expect(format(day + (9 * 3600 + 5 * 60 + 3) * 1000)).toBe("09:05:03");
});

test("an invalid pattern is refused when the formatter is made, not at the first request", () => {
  expect(() => secondFormatter(zoneNamed("UTC"), "%Q")).toThrow(PatternError);
});
