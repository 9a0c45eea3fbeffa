/** Zone files: every zone of this machine as its C library reads it, and files of each version, valid and not. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { momentIn } from "../../src/clock/moment.ts";
import { compilePattern } from "../../src/clock/pattern.ts";
import { localTimeAt, parseTzif, type ZoneRules } from "../../src/clock/tzif.ts";
import { ZoneDatabase } from "../../src/clock/zone.ts";
import { readZoneFile } from "../../src/clock/zone-files.ts";
import { tzif } from "./sample-tzif.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-tzif-"));
afterAll(() => rmSync(folder, { recursive: true }));

const system = new ZoneDatabase({}).folder;
const FIRST = Date.UTC(2020, 0, 1) / 1000;
const LAST = Date.UTC(2040, 0, 1) / 1000;
const INSTANTS = 200;

interface ZoneOfFile {
  readonly name: string;
  readonly rules: ZoneRules;
}

/** One name of each different file in the folder; in the system's, `posix/` and `right/` included. */
function zonesIn(folder: string): readonly ZoneOfFile[] {
  const zones = new Map<string, ZoneOfFile>();
  for (const name of [...new Bun.Glob("**/*").scanSync({ cwd: folder, followSymlinks: true })].sort()) {
    const file = readZoneFile(join(folder, name));
    const content = file === undefined ? "" : String(Bun.hash(file.bytes));
    if (file !== undefined && !zones.has(content)) zones.set(content, { name, rules: file.rules });
  }
  return [...zones.values()];
}

/** The system's database as other systems install it: a few transitions, and rules for all later years. */
function slimFiles(): string | undefined {
  const zic = Bun.which("zic", { PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` });
  if (zic === null || system === undefined) return undefined;
  const path = join(folder, "slim");
  const { exitCode } = Bun.spawnSync([zic, "-b", "slim", "-d", path, join(system, "tzdata.zi")]);
  return exitCode === 0 ? path : undefined;
}

/** The seconds about the zone's own transitions, and others by chance. */
function instantsOf({ rules }: ZoneOfFile, seed: number): readonly number[] {
  const edges = rules.transitions
    .filter((at) => at > FIRST && at < LAST)
    .flatMap((at) => [at - 1, at, at + 1])
    .slice(0, INSTANTS / 2);
  const others = Array.from({ length: INSTANTS - edges.length }, (_, index) => {
    const chance = Number(Bun.hash.wyhash(`${seed} ${index}`) % 1_000_003n) / 1_000_003;
    return Math.floor(FIRST + chance * (LAST - FIRST));
  });
  return [...edges, ...others];
}

/** Not `%s`, which GNU date computes from the local time, and misses where that is ambiguous. */
const PATTERN = "%Y-%m-%d %H:%M:%S %z %Z %j %a";

/** For each zone its instants, as GNU date writes them. */
function writtenByDate(
  TZDIR: string,
  zones: readonly ZoneOfFile[],
  instants: readonly (readonly number[])[],
) {
  for (const [index, list] of instants.entries())
    writeFileSync(join(folder, String(index)), list.map((at) => `@${at}\n`).join(""));
  const script = `cd "$0"; i=0; while read -r zone; do TZ=$zone date -f $i "+${PATTERN}" || exit 1; i=$((i+1)); done`;
  const { stdout, exitCode } = Bun.spawnSync(["sh", "-c", script, folder], {
    stdin: Buffer.from(zones.map(({ name }) => `${name}\n`).join("")),
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZDIR },
  });
  expect(exitCode).toBe(0);
  return stdout.toString().trimEnd().split("\n");
}

const isGnu = Bun.spawnSync(["date", "--version"]).stdout.toString().includes("GNU");

for (const [what, path, tools] of [
  ["every zone file of this machine", system, "tzdata, coreutils"],
  ["every zone compiled into a short file", slimFiles(), "tzdata, coreutils, libc-bin"],
] as const)
  test.skipIf(!isGnu || path === undefined)(
    `${what} is read as by date (needs Debian's ${tools})`,
    () => {
      if (path === undefined) return;
      const zones = zonesIn(path);
      expect(zones.length).toBeGreaterThan(300);
      const instants = zones.map(instantsOf);
      const expected = writtenByDate(path, zones, instants);
      expect(expected.length).toBe(zones.length * INSTANTS);
      const write = compilePattern(PATTERN);
      const wrong = zones.flatMap((zone, index) =>
        (instants[index] ?? []).flatMap((at, place) => {
          const own = write(momentIn({ ...zone, data: "", version: undefined }, at));
          const theirs = expected[index * INSTANTS + place];
          return own === theirs ? [] : [`${zone.name} at ${at}: ${own}, date: ${theirs}`];
        }),
      );
      expect(wrong).toEqual([]);
    },
    60_000,
  );

const WIB = [25_200, "WIB"] as const;
const WITA = [28_800, "WITA"] as const;

function rulesOf(bytes: Uint8Array): ZoneRules {
  const rules = parseTzif(bytes);
  if (rules === undefined) throw new Error("it is not a valid zone file");
  return rules;
}

const shownAt = (rules: ZoneRules, at: number) => {
  const { offset, abbreviation } = localTimeAt(rules, at);
  return [offset, abbreviation];
};

describe("a file of version", () => {
  test.each([1, 2, 3, 4] as const)("%d is read: before, at and after its transitions", (version) => {
    const transitions = [
      [1_000_000_000, 1],
      [1_100_000_000, 0],
    ] as const;
    const rules = rulesOf(
      tzif({ version, types: [WIB, WITA], transitions, footer: version === 1 ? "" : "WIB-7" }),
    );
    expect([0, 999_999_999].map((at) => shownAt(rules, at))).toEqual([WIB, WIB] as never);
    expect([1_000_000_000, 1_099_999_999].map((at) => shownAt(rules, at))).toEqual([WITA, WITA] as never);
    expect([1_100_000_000, 2_000_000_000].map((at) => shownAt(rules, at))).toEqual([WIB, WIB] as never);
  });

  test("2 and later holds moments beyond 2038, and the rule for what follows the last of them", () => {
    const transitions = [[5_000_000_000, 1]] as const;
    const rules = rulesOf(tzif({ types: [WIB, WITA], transitions, footer: "WITA-8DST,M1.1.0,M12.5.0" }));
    expect(shownAt(rules, 4_999_999_999)).toEqual([...WIB]);
    expect(shownAt(rules, Date.UTC(2200, 5, 1) / 1000)).toEqual([32_400, "DST"]);
  });

  test("3 may have a rule with hours beyond the day", () => {
    const footer = "IST-2IDT,M3.4.4/26,M10.5.0"; // Friday 02:00 after the fourth Thursday
    const rules = rulesOf(tzif({ version: 3, types: [[7200, "IST"]], footer }));
    const friday = Date.UTC(2026, 2, 27) / 1000;
    expect(shownAt(rules, friday - 1)).toEqual([7200, "IST"]);
    expect(shownAt(rules, friday)).toEqual([10_800, "IDT"]);
  });

  test("4 may begin with leap seconds that have passed, and say until when they are known", () => {
    const leaps = [
      [1_435_708_825, 26],
      [1_483_228_826, 27],
      [1_800_000_000, 27],
    ] as const;
    const rules = rulesOf(tzif({ version: 4, types: [[0, "UTC"]], leaps }));
    const facts = [1_435_708_825, 1_483_228_825, 1_483_228_826, 1_483_228_827, 1_800_000_000].map((at) => {
      const { leapSeconds, isLeapSecond } = localTimeAt(rules, at);
      return [leapSeconds, isLeapSecond];
    });
    expect(facts).toEqual([
      [26, false],
      [26, false],
      [27, true],
      [27, false],
      [27, false],
    ]);
  });
});

test("a leap second is second 60, and the next second begins the minute", () => {
  const leaps = [
    [1_435_708_825, 26],
    [1_483_228_826, 27],
  ] as const;
  const zone = {
    name: "right/UTC",
    data: "",
    version: undefined,
    rules: rulesOf(tzif({ types: [[0, "UTC"]], leaps })),
  };
  const write = compilePattern("%F %T");
  expect([-1, 0, 1].map((more) => write(momentIn(zone, 1_483_228_826 + more)))).toEqual([
    "2016-12-31 23:59:59",
    "2016-12-31 23:59:60",
    "2017-01-01 00:00:00",
  ]);
});

test.each(["Local time zone must be set--see zic manual page", "a\r\nb", ""])(
  "an abbreviation that is not valid is written as a number: %j",
  (name) => {
    expect(shownAt(rulesOf(tzif({ types: [[25_200, name]] })), 0)).toEqual([25_200, "+07"]);
    expect(shownAt(rulesOf(tzif({ types: [[-12_600, name]] })), 0)).toEqual([-12_600, "-0330"]);
  },
);

describe("a file is not valid", () => {
  const good = tzif({ types: [WIB, WITA], transitions: [[0, 1]], footer: "WIB-7" });

  test.each<[string, Uint8Array]>([
    ["that is empty", new Uint8Array()],
    ["that is text", Buffer.from("# version 2026a\n")],
    ["with a footer that is no rule", tzif({ types: [WIB], footer: "Asia/Jakarta" })],
    ["without its footer", good.subarray(0, -8)],
    ["without a type", tzif({ types: [], footer: "WIB-7" })],
    ["with a type that does not exist", tzif({ types: [WIB], transitions: [[0, 1]] })],
    [
      "whose transitions do not ascend",
      tzif({
        types: [WIB],
        transitions: [
          [5, 0],
          [5, 0],
        ],
      }),
    ],
    ["with an offset of a week", tzif({ types: [[604_800, "WIB"]] })],
  ])("%s", (_, bytes) => {
    expect(parseTzif(bytes)).toBeUndefined();
  });

  test("that is cut anywhere", () => {
    const cuts = Array.from({ length: good.length }, (_, length) => parseTzif(good.subarray(0, length)));
    expect(cuts.filter((rules) => rules !== undefined)).toEqual([]);
    expect(parseTzif(good)).toBeDefined();
  });

  test("or is read as a zone within a day of UTC, however its bytes are changed", () => {
    const change = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(change, fc.integer(), (changes, at) => {
        const bytes = Uint8Array.from(good);
        for (const [index, value] of changes) bytes[index] = value;
        const rules = parseTzif(bytes);
        if (rules === undefined) return;
        const { offset, abbreviation } = localTimeAt(rules, at);
        expect(Math.abs(offset)).toBeLessThan(26 * 3600);
        expect(abbreviation).toMatch(/^[A-Za-z0-9+-]{1,32}$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
