/** The machine's zone: what TZ and /etc/localtime mean, as to the C library. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineZone } from "../../src/clock/machine-zone.ts";
import { momentIn } from "../../src/clock/moment.ts";
import { ZoneDatabase } from "../../src/clock/zone.ts";
import { tzif } from "./sample-tzif.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-machine-"));
afterAll(() => rmSync(folder, { recursive: true }));

const JAKARTA = tzif({ types: [[25_200, "WIB"]], footer: "WIB-7" });
const ZONEINFO = "usr/share/zoneinfo";
const NOON = Date.UTC(2026, 0, 15, 12) / 1000;

interface Machine {
  /** Whether it has zone files. */
  readonly hasFiles?: boolean;
  readonly etc?: (etc: string, zoneinfo: string) => void;
  readonly variables?: (root: string) => Readonly<Record<string, string>>;
}

/** The root of a file system with these files. */
function shownOn({ hasFiles = true, etc, variables }: Machine): string {
  const root = mkdtempSync(join(folder, "root-"));
  const zoneinfo = join(root, ZONEINFO);
  mkdirSync(join(root, "etc"));
  if (hasFiles) {
    mkdirSync(join(zoneinfo, "Asia"), { recursive: true });
    writeFileSync(join(zoneinfo, "Asia/Jakarta"), JAKARTA);
    writeFileSync(join(zoneinfo, "Asia/Makassar"), tzif({ types: [[28_800, "WITA"]], footer: "WITA-8" }));
  }
  etc?.(join(root, "etc"), zoneinfo);
  const environment = variables?.(root) ?? {};
  const { zone, fault } = machineZone(new ZoneDatabase(environment, root), environment, root);
  const { hour } = momentIn(zone, NOON);
  const text = `${zone.name} ${hour}${fault === undefined ? "" : `: ${fault}`}`;
  return text.replaceAll(root, "");
}

describe("TZ", () => {
  test.each<[string, string]>([
    ["Asia/Jakarta", "Asia/Jakarta 19"],
    [":Asia/Jakarta", "Asia/Jakarta 19"],
    ["WIB-7", "WIB-7 19"],
    [":WIB-7", "WIB-7 19"],
    ["<+07>-7", "<+07>-7 19"],
    ["UTC+7", "UTC+7 5"],
    ["AAA3BBB,M3.2.0,M11.1.0", "AAA3BBB,M3.2.0,M11.1.0 9"],
    ["", "UTC 12"],
    [":", "UTC 12"],
    ["UTC", "UTC 12"],
    ["nonsense", 'UTC 12: TZ is "nonsense", which is no time zone'],
    ["WIB", 'UTC 12: TZ is "WIB", which is no time zone'],
    ["/no/such/file", 'UTC 12: TZ is "/no/such/file", which is no time zone'],
  ])("of %j is %s", (TZ, expected) => {
    expect(shownOn({ variables: () => ({ TZ }) })).toBe(expected);
  });

  test("may be the path of a file, in the folder or elsewhere", () => {
    const etc = (path: string) => writeFileSync(join(path, "mine"), JAKARTA);
    expect(shownOn({ variables: (root) => ({ TZ: `:${root}/${ZONEINFO}/Asia/Jakarta` }) })).toBe(
      "Asia/Jakarta 19",
    );
    expect(shownOn({ etc, variables: (root) => ({ TZ: `${root}/etc/mine` }) })).toBe("/etc/mine 19");
  });

  test("is looked up in TZDIR, if that is set", () => {
    const etc = (path: string) => {
      mkdirSync(join(path, "own/Asia"), { recursive: true });
      writeFileSync(join(path, "own/Asia/Jakarta"), tzif({ types: [[3600, "OWN"]], footer: "OWN-1" }));
    };
    const variables = (root: string) => ({ TZ: "Asia/Jakarta", TZDIR: `${root}/etc/own` });
    expect(shownOn({ etc, variables })).toBe("Asia/Jakarta 13");
    expect(shownOn({ etc, variables: (root) => ({ ...variables(root), TZDIR: "" }) })).toBe(
      "Asia/Jakarta 19",
    );
  });

  test("overrides /etc/localtime, and names zones on a machine without files too", () => {
    const etc = (path: string) => writeFileSync(join(path, "localtime"), JAKARTA);
    expect(shownOn({ etc, variables: () => ({ TZ: "Asia/Makassar" }) })).toBe("Asia/Makassar 20");
    expect(shownOn({ hasFiles: false, variables: () => ({ TZ: "Asia/Tokyo" }) })).toBe("Asia/Tokyo 21");
  });
});

describe("/etc/localtime", () => {
  const link = (target: string) => (etc: string) => symlinkSync(target, join(etc, "localtime"));

  test.each<[string, Machine, string]>([
    ["a relative link", { etc: link(`../${ZONEINFO}/Asia/Jakarta`) }, "Asia/Jakarta 19"],
    [
      "an absolute link",
      { etc: (etc, zoneinfo) => symlinkSync(join(zoneinfo, "Asia/Makassar"), join(etc, "localtime")) },
      "Asia/Makassar 20",
    ],
    [
      "a link to a link",
      {
        etc(etc, zoneinfo) {
          symlinkSync(join(zoneinfo, "Asia/Jakarta"), join(etc, "zone"));
          symlinkSync("zone", join(etc, "localtime"));
        },
      },
      "Asia/Jakarta 19",
    ],
    [
      "a copy whose name is in /etc/timezone",
      {
        etc(etc) {
          writeFileSync(join(etc, "localtime"), JAKARTA);
          writeFileSync(join(etc, "timezone"), "Asia/Jakarta\n");
        },
      },
      "Asia/Jakarta 19",
    ],
    [
      "a copy, and another zone's name in /etc/timezone",
      {
        etc(etc) {
          writeFileSync(join(etc, "localtime"), JAKARTA);
          writeFileSync(join(etc, "timezone"), "Asia/Makassar\n");
        },
      },
      "/etc/localtime 19",
    ],
    [
      "a file of its own",
      {
        etc: (etc) =>
          writeFileSync(join(etc, "localtime"), tzif({ types: [[3600, "OWN"]], footer: "OWN-1" })),
      },
      "/etc/localtime 13",
    ],
    ["missing", {}, "UTC 12"],
    ["missing, as the zone files are", { hasFiles: false }, "UTC 12"],
    [
      "a link into zone files that are not installed",
      { hasFiles: false, etc: link(`../${ZONEINFO}/Asia/Tokyo`) },
      "Asia/Tokyo 21",
    ],
    [
      "a link to a zone that does not exist",
      { etc: link(`../${ZONEINFO}/No/Where`) },
      "UTC 12: /etc/localtime is no valid zone file",
    ],
    [
      "empty",
      { etc: (etc) => writeFileSync(join(etc, "localtime"), "") },
      "UTC 12: /etc/localtime is no valid zone file",
    ],
    [
      "a folder",
      { etc: (etc) => mkdirSync(join(etc, "localtime")) },
      "UTC 12: /etc/localtime is no valid zone file",
    ],
  ])("that is %s", (_, machine, expected) => {
    expect(shownOn(machine)).toBe(expected);
  });
});

test("this machine's zone has the name that its own tools show", () => {
  const { zone, fault } = machineZone(new ZoneDatabase(process.env), process.env);
  expect(fault).toBeUndefined();
  const { stdout } = Bun.spawnSync(["date", "-d", `@${NOON}`, "+%H %Z"], { env: process.env });
  const { hour, abbreviation } = momentIn(zone, NOON);
  expect(`${String(hour).padStart(2, "0")} ${abbreviation}`).toBe(stdout.toString().trim());
});
