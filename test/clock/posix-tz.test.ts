/** POSIX TZ strings: the same clocks as the C library shows for them. */
import { describe, expect, test } from "bun:test";
import { localTypeBy, parsePosixTz } from "../../src/clock/posix-tz.ts";

const shown = (text: string, instant: string) => {
  const rule = parsePosixTz(text);
  if (rule === undefined) return "invalid";
  const { offset, abbreviation } = localTypeBy(rule, Date.parse(instant) / 1000);
  return `${offset / 3600} ${abbreviation}`;
};

describe("a string without daylight-saving time", () => {
  test.each([
    ["WIB-7", "7 WIB"],
    ["<+07>-7", "7 +07"],
    ["<-03>3", "-3 -03"],
    ["UTC0", "0 UTC"],
    ["UTC+7", "-7 UTC"], // POSIX counts west of Greenwich
    ["NPT-5:45", "5.75 NPT"],
    ["LMT-7:07:12", "7.12 LMT"],
    ["ABC24", "-24 ABC"],
  ])("%s is %s all year", (text, expected) => {
    expect([shown(text, "2026-01-01T00:00:00Z"), shown(text, "2026-07-01T00:00:00Z")]).toEqual([
      expected,
      expected,
    ]);
  });
});

/** By the C library for each of these, an instant every 20 hours and 23 seconds, over twenty years. */
const STRINGS = [
  "CET-1CEST,M3.5.0,M10.5.0/3",
  "EST5EDT,M3.2.0,M11.1.0",
  "AEST-10AEDT,M10.1.0,M4.1.0/3",
  "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
  "IST-1GMT0,M10.5.0,M3.5.0/1", // in Ireland winter is the exception
  "IST-2IDT,M3.4.4/26,M10.5.0",
  "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
  "EST3EDT,J60/2:30:15,J300",
  "EST3EDT,59,299/1",
  "ABC-5ABD-5:30,M2.5.6/0,M8.4.5/24",
] as const;
const EVERY = 20 * 3600 + 23;
const FIRST = Date.UTC(2020, 0, 2) / 1000;
const INSTANTS = Array.from({ length: 7_600 }, (_, index) => FIRST + index * EVERY);
const isGnu = Bun.spawnSync(["date", "--version"]).stdout.toString().includes("GNU");

test.skipIf(!isGnu).each(STRINGS)(
  `%s is read as by GNU date${isGnu ? "" : " (skipped: date is another)"}`,
  (text) => {
    const { stdout } = Bun.spawnSync(["date", "-f", "-", "+%:::z %Z"], {
      stdin: Buffer.from(INSTANTS.map((at) => `@${at}\n`).join("")),
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZ: text },
    });
    const rule = parsePosixTz(text);
    const own = INSTANTS.map((at) => {
      const { offset = Number.NaN, abbreviation = "" } = rule === undefined ? {} : localTypeBy(rule, at);
      const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
      const minutes = (Math.abs(offset) / 60) % 60;
      return `${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 3600)}${minutes === 0 ? "" : `:${two(minutes)}`} ${abbreviation}`;
    });
    expect(own).toEqual(stdout.toString().trimEnd().split("\n"));
  },
);

test("daylight-saving time without rules has those of the United States", () => {
  const instants = [
    "2026-03-08T04:59:59Z",
    "2026-03-08T05:00:00Z",
    "2026-11-01T03:59:59Z",
    "2026-11-01T04:00:00Z",
  ];
  expect(instants.map((instant) => shown("AAA3BBB", instant))).toEqual([
    "-3 AAA",
    "-2 BBB",
    "-2 BBB",
    "-3 AAA",
  ]);
});

test("daylight-saving time may last all year", () => {
  const text = "EST3EDT4,0/0,J365/23";
  const instants = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T02:59:59Z",
    "2026-01-01T03:00:00Z",
    "2026-12-31T23:59:59Z",
  ];
  expect(instants.map((instant) => shown(text, instant))).toEqual(["-4 EDT", "-4 EDT", "-4 EDT", "-4 EDT"]);
});

test.each([
  "",
  "WIB",
  "Asia/Jakarta",
  "nonsense",
  "AB-7",
  "-7",
  "WIB-25",
  "WIB-7:60",
  "WIB-7 ",
  "WIB-7\n",
  "WIB-7,M3.2.0,M11.1.0",
  "WIB-7DST,M3.2.0",
  "WIB-7DST,M13.2.0,M11.1.0",
  "WIB-7DST,M3.0.0,M11.1.0",
  "WIB-7DST,M3.2.7,M11.1.0",
  "WIB-7DST,J0,J10",
  "WIB-7DST,J366,J10",
  "WIB-7DST,366,10",
  "WIB-7DST,M3.2.0/168,M11.1.0",
  "<WIB-7",
  `${"A".repeat(33)}-7`,
])("%j is no such string", (text) => {
  expect(parsePosixTz(text)).toBeUndefined();
});
