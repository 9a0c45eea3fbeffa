import { expect, test } from "bun:test";
import type { Readings } from "../../src/offset/bound.ts";
import { canBeTwelveHour, fitsOf, placed, zoneChangeOf } from "../../src/offset/day.ts";

const shown = (...seconds: readonly number[]) =>
  seconds.map((second, index) => {
    return { sentMs: index * 1_000, receivedMs: index * 1_000 + 5, second, connection: 1 };
  }) as unknown as Readings;

const at = (hours: number, minutes = 0, seconds = 0) => hours * 3600 + minutes * 60 + seconds;

test("an offset is split into quarter hours and the rest", () => {
  const hour = 3_600_000;
  expect(placed({ lowMs: 7 * hour - 1, highMs: 7 * hour + 1 })).toEqual({
    offset: { lowMs: -1, highMs: 1 },
    quarterHours: 28,
  });
  expect(placed({ lowMs: 5.75 * hour, highMs: 5.75 * hour + 2 })).toMatchObject({ quarterHours: 23 });
  expect(placed({ lowMs: 13 * hour, highMs: 13 * hour + 2 })).toMatchObject({ quarterHours: -44 });
  expect(placed({ lowMs: -12 * hour, highMs: -12 * hour + 2 })).toMatchObject({ quarterHours: -48 });
});

test("zones fit modulo 24 h, or modulo 12 h, and those that no place has are marked", () => {
  const names = (quarterHours: number, isTwelve = false) =>
    fitsOf(quarterHours, isTwelve).map(({ zone }) => zone);
  expect(names(28)).toEqual(["UTC+07:00"]);
  expect(names(23)).toEqual(["UTC+05:45"]);
  expect(names(-44)).toEqual(["UTC-11:00", "UTC+13:00"]);
  expect(names(-48)).toEqual(["UTC-12:00", "UTC+12:00"]);
  expect(names(28, true)).toEqual(["UTC-05:00", "UTC+07:00"]);
  expect(fitsOf(29, false)).toEqual([{ zone: "UTC+07:15", isInUse: false }]);
});

test("a 12-hour clock shows when it goes from 12 to 1, or from 11 to 0 at noon; midnight is no change", () => {
  expect(zoneChangeOf(shown(at(12, 59, 59), at(1)))).toEqual({ kind: "twelve-hour" });
  expect(zoneChangeOf(shown(at(11, 59, 59), at(0)))).toEqual({ kind: "twelve-hour" });
  expect(zoneChangeOf(shown(at(23, 59, 59), at(0)))).toBeUndefined();
});

test("a change to daylight-saving time is a change of the zone, in both directions", () => {
  expect(zoneChangeOf(shown(at(1, 59, 59), at(3)))).toEqual({ kind: "zone-changed", quarterHours: 4 });
  expect(zoneChangeOf(shown(at(2, 59, 59), at(2)))).toEqual({ kind: "zone-changed", quarterHours: -4 });
  expect(zoneChangeOf(shown(at(1, 59, 59), at(2, 30)))).toEqual({ kind: "zone-changed", quarterHours: 2 });
});

test("hours from 13 on, or 0 and 12 together, are not those of a 12-hour clock", () => {
  expect(canBeTwelveHour(shown(at(1), at(1, 0, 1)))).toBe(true);
  expect(canBeTwelveHour(shown(at(13)))).toBe(false);
  expect(canBeTwelveHour(shown(at(0)))).toBe(true);
});
