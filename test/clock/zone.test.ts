/** Zones by name: which are known, how they are spelled, and whose data has their rules. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { momentIn } from "../../src/clock/moment.ts";
import { secondFormatter } from "../../src/clock/second.ts";
import { ZoneDatabase, zoneNames } from "../../src/clock/zone.ts";
import { tzif } from "./sample-tzif.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-zones-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A machine's zone files; Vancouver's differ from the runtime's, and the runtime does not know Sungailiat. */
const zoneinfo = join(folder, "zoneinfo");
const NEW = [-21_600, "NEW"] as const;
for (const name of ["Asia", "America", "right/Asia"]) mkdirSync(join(zoneinfo, name), { recursive: true });
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(zoneinfo, name), content);
write("America/Vancouver", tzif({ types: [NEW], footer: "NEW6" }));
write("Asia/Sungailiat", tzif({ types: [[25_200, "WIB"]], footer: "WIB-7" }));
write("right/Asia/Jakarta", tzif({ types: [[25_200, "WIB"]], leaps: [[0, 1]], footer: "WIB-7" }));
write("Asia/Makassar", "garbage");
write("tzdata.zi", "# version 2099z\n# more\n");
symlinkSync("/dev/zero", join(zoneinfo, "endless"));

const database = new ZoneDatabase({ TZDIR: zoneinfo });
const none = new ZoneDatabase({ TZDIR: join(folder, "nowhere") });
const NOON = Date.UTC(2026, 0, 15, 12) / 1000;

const shown = (from: ZoneDatabase, name: string) => {
  const zone = from.read(name);
  if (zone === undefined) return "no zone";
  const { hour, abbreviation } = momentIn(zone, NOON);
  return `${hour} ${abbreviation} ${zone.name} ${zone.data} ${zone.version}`;
};

const RUNTIME = `Bun ${process.versions.bun}`;

describe("the rules of a zone", () => {
  test("are those of the machine's file, not the runtime's", () => {
    const path = join(zoneinfo, "America/Vancouver");
    expect(shown(database, "America/Vancouver")).toBe(`6 NEW America/Vancouver ${path} 2099z`);
    expect(shown(none, "America/Vancouver")).toBe(`4 -08 America/Vancouver ${RUNTIME} undefined`);
  });

  test("are the runtime's where the machine has no file, or no valid one", () => {
    expect(shown(database, "Asia/Tokyo")).toBe(`21 +09 Asia/Tokyo ${RUNTIME} undefined`);
    expect(shown(database, "Asia/Makassar")).toBe(`20 +08 Asia/Makassar ${RUNTIME} undefined`);
  });

  test("may be those of a file by its path, of a POSIX string, and of a clock that counts leap seconds", () => {
    const path = join(zoneinfo, "Asia/Sungailiat");
    expect(shown(database, path)).toBe(`19 WIB Asia/Sungailiat ${path} 2099z`);
    expect(shown(none, path)).toBe(`19 WIB ${path} ${path} undefined`);
    expect(shown(none, "WIB-7")).toBe("19 WIB WIB-7 TZ undefined");
    const right = database.read("right/Asia/Jakarta");
    expect(right && secondFormatter(right, "%T")(NOON * 1000)).toBe("18:59:59");
  });

  test("are not read from a device, a folder, or nothing", () => {
    for (const text of ["endless", "Asia", ".", "", "/", "/dev/zero", "Asia/Jakarta\0"])
      expect(database.read(text)).toBeUndefined();
  });
});

describe("a name is found", () => {
  test.each([
    "Asia/Jakarta",
    "America/New_York",
    "Europe/Berlin",
    "UTC",
    "Asia/Calcutta",
    "US/Eastern",
    "EST",
    "+07:00",
  ])("as it is, in the runtime's list: %s", (name) => {
    expect(none.find(name)).toBe(name);
  });

  test.each(["Asia/Sungailiat", "right/Asia/Jakarta"])("if only the machine has it: %s", (name) => {
    expect([database.find(name), none.find(name)]).toEqual([name, undefined]);
  });

  test.each([
    ["asia/jakarta", "Asia/Jakarta"],
    ["AMERICA/VANCOUVER", "America/Vancouver"],
    ["utc", "UTC"],
  ])("in the wrong case, and spelled right from then on: %s is %s", (written, name) => {
    expect([database.find(written), none.find(written)]).toEqual([name, name]);
  });

  test.each([
    ...["Jakarta", "WIB", "WIB-7", "Asia/Nowhere", "Asia/Jakarta ", "../zoneinfo/Asia/Sungailiat"],
    ...["/etc/localtime", "", "+25:00", "Asia/Jakarta\0", "tzdata.zi", "endless"],
  ])("only if it is one: %j is not", (name) => {
    expect(database.find(name)).toBeUndefined();
  });
});

test("every listed name is a zone that can be served", () => {
  const names = zoneNames();
  expect(names).toContain("Asia/Jakarta");
  expect(names.length).toBeGreaterThan(300);
  const machine = new ZoneDatabase({});
  for (const name of names) {
    expect(machine.find(name)).toBe(name);
    const zone = machine.read(name);
    expect(`${name} ${zone && Math.abs(momentIn(zone, NOON).offset) <= 14 * 3600}`).toBe(`${name} true`);
  }
});
