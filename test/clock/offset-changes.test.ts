/** What the offsets of a zone tell a page that does not have its rules. */
import { expect, test } from "bun:test";
import { offsetChanges } from "../../src/clock/offset-changes.ts";
import { timeOfDay } from "../../src/clock/time-of-day.ts";
import { zoneNamed } from "./zone-named.ts";

const at = (text: string) => Date.parse(text);

test("a zone without changes has one offset", () => {
  expect(
    offsetChanges(zoneNamed("Asia/Jakarta"), at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z")),
  ).toEqual([{ from: at("2026-01-01T00:00:00Z"), seconds: 7 * 3600 }]);
});

test("each change is known to the second", () => {
  expect(
    offsetChanges(zoneNamed("Europe/Berlin"), at("2026-03-01T12:34:56Z"), at("2026-12-01T00:00:00Z")),
  ).toEqual([
    { from: at("2026-03-01T12:34:56Z"), seconds: 3600 },
    { from: at("2026-03-29T01:00:00Z"), seconds: 7200 },
    { from: at("2026-10-25T01:00:00Z"), seconds: 3600 },
  ]);
});

test("times are those of the zone's clocks, before, between and after the changes", () => {
  const offsets = offsetChanges(
    zoneNamed("Europe/Berlin"),
    at("2026-03-01T00:00:00Z"),
    at("2026-12-01T00:00:00Z"),
  );
  expect(timeOfDay(offsets, at("2026-02-28T23:00:00Z"))).toBe("00:00:00");
  expect(timeOfDay(offsets, at("2026-03-29T00:59:59.999Z"))).toBe("01:59:59");
  expect(timeOfDay(offsets, at("2026-03-29T01:00:00Z"))).toBe("03:00:00");
  expect(timeOfDay(offsets, at("2026-10-25T01:00:00Z"))).toBe("02:00:00");
});

test("a zone that no browser knows has its times too", () => {
  const offsets = offsetChanges(zoneNamed("WIB-7"), at("2026-11-22T00:00:00Z"), at("2026-11-23T00:00:00Z"));
  expect(timeOfDay(offsets, at("2026-11-22T17:05:09Z"))).toBe("00:05:09");
  expect(timeOfDay([], at("2026-11-22T17:05:09Z"))).toBe("17:05:09");
});
