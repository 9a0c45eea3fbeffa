/** Names of zones: which are known, and how they are spelled. */
import { describe, expect, test } from "bun:test";
import { findZone, machineZone, zoneNames } from "../../src/clock/zone.ts";

describe("a zone is found", () => {
  test.each(["Asia/Jakarta", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"])(
    "by its name: %s",
    (name) => {
      expect(findZone(name)).toBe(name);
    },
  );

  test.each([
    ["asia/jakarta", "Asia/Jakarta"],
    ["AMERICA/NEW_YORK", "America/New_York"],
    ["utc", "UTC"],
  ])("in the wrong case, and spelled right from then on: %s is %s", (written, name) => {
    expect(findZone(written)).toBe(name);
  });

  test.each([
    ["EST", "-05:00"],
    ["Asia/Calcutta", "+05:30"],
    ["Asia/Katmandu", "+05:45"],
    ["US/Eastern", "-05:00"],
    ["GMT", "+00:00"],
  ])(
    "by an alias, whatever the list says, with the clocks of its zone: %s is %s in winter",
    (alias, offset) => {
      const winter = Temporal.Instant.from("2026-01-15T00:00:00Z");
      expect(winter.toZonedDateTimeISO(findZone(alias) ?? "Etc/GMT-9").offset).toBe(offset);
    },
  );
});

test.each([
  "",
  "Jakarta",
  "WIB",
  "Asia/Nowhere",
  "Asia/Jakarta ",
  "../etc/passwd",
  "+25:00",
  "Asia/Jakarta\0",
])("there is no zone %j", (name) => {
  expect(findZone(name)).toBeUndefined();
});

test("every listed name is a zone that can be served", () => {
  const names = zoneNames();
  expect(names).toContain("Asia/Jakarta");
  expect(names.length).toBeGreaterThan(300);
  const moment = Temporal.Instant.fromEpochMilliseconds(0);
  const unknown = names.filter(
    (name) => findZone(name) === undefined || !moment.toZonedDateTimeISO(name).offset,
  );
  expect(unknown).toEqual([]);
});

test("the machine's zone is valid for --zone", () => {
  expect(findZone(machineZone())).toBe(machineZone());
});
