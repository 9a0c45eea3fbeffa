import { expect, test } from "bun:test";
import { clockReading } from "../../../src/lab/capture/clock.ts";
import { NOON } from "../crafted.ts";

const HOUR = 60;

test.each([
  ["JAM 12:00:00\r\n", 0, 0, 0],
  ["JAM 12:00:00\r\n", 0.9, 0, 0],
  ["JAM 11:59:59\r\n", 0.1, 0, -1],
  ["JAM 19:00:02\r\n", 0, 7 * HOUR, 2],
  ["JAM 17:45:00\r\n", 0, 5.75 * HOUR, 0],
  ["JAM 08:30:00\r\n", 0, -3.5 * HOUR, 0],
  ["JAM 00:00:00\r\n", 0, 12 * HOUR, 0],
  ["JAM 23:59:59\r\n", 0, 12 * HOUR, -1],
  ["JAM 12:05:00\r\n", 0, 0, 300],
])(
  "%j at noon and %d s is explained by the zone %d minutes from UTC, but for %d s",
  (text, after, zone, difference) => {
    expect(clockReading(text, NOON + after)).toEqual({ zone, difference });
  },
);

test("no zone is a quarter of an hour from UTC+7: a clock that is 15 minutes wrong there is wrong", () => {
  expect(clockReading("JAM 19:15:00\r\n", NOON)).toEqual({ zone: 7 * HOUR, difference: 900 });
  expect(clockReading("JAM 18:45:00\r\n", NOON)).toEqual({ zone: 7 * HOUR, difference: -900 });
});

test("a text without hh:mm:ss shows no time", () => {
  expect(clockReading("JAM 12-00-00\r\n", NOON)).toBeUndefined();
  // No clock is so many seconds wrong that it shows this.
  expect(clockReading("JAM 25:61:61\r\n", NOON)).toBeUndefined();
});
