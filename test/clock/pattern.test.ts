/** Patterns: the same text as strftime in the C locale; what does not fit into a reply line is refused. */
import { describe, expect, test } from "bun:test";
import { type Moment, momentIn } from "../../src/clock/moment.ts";
import { compilePattern, PatternError } from "../../src/clock/pattern.ts";
import { zoneNamed } from "./zone-named.ts";

/** @param text such as `2026-03-05T21:07:04+07:00[Asia/Jakarta]` */
function at(text: string): Moment {
  const { timeZoneId, epochMilliseconds } = Temporal.ZonedDateTime.from(text);
  return momentIn(zoneNamed(timeZoneId), epochMilliseconds / 1000);
}

const EVENING = { ...at("2026-03-05T21:07:04+07:00[Asia/Jakarta]"), abbreviation: "WIB" }; // a Thursday

/** Written by hand, independent of any implementation. */
const EXPECTED = [
  ["%H", "21"],
  ["%I", "09"],
  ["%M", "07"],
  ["%S", "04"],
  ["%p", "PM"],
  ["%T", "21:07:04"],
  ["%R", "21:07"],
  ["%d", "05"],
  ["%e", " 5"],
  ["%j", "064"],
  ["%m", "03"],
  ["%y", "26"],
  ["%Y", "2026"],
  ["%F", "2026-03-05"],
  ["%A", "Thursday"],
  ["%a", "Thu"],
  ["%B", "March"],
  ["%b", "Mar"],
  ["%u", "4"],
  ["%w", "4"],
  ["%z", "+0700"],
  ["%Z", "WIB"],
  ["%s", "1772719624"],
  ["%%", "%"],
] as const;

describe("a directive", () => {
  test.each(EXPECTED)("%p writes the moment as strftime does: %p", (pattern, text) => {
    expect(compilePattern(pattern)(EVENING)).toBe(text);
  });

  test("every directive that the refusal names is covered by this table", () => {
    const refusal = refusalOf("%Q");
    const named = refusal.slice(refusal.indexOf("these are: ") + "these are: ".length).split(" ");
    expect(named.toSorted()).toEqual(EXPECTED.map(([pattern]) => pattern as string).toSorted());
  });

  test.each([
    ["2026-01-01T00:00:00Z[UTC]", "12 AM"],
    ["2026-01-01T00:59:59Z[UTC]", "12 AM"],
    ["2026-01-01T01:00:00Z[UTC]", "01 AM"],
    ["2026-01-01T11:59:59Z[UTC]", "11 AM"],
    ["2026-01-01T12:00:00Z[UTC]", "12 PM"],
    ["2026-01-01T13:00:00Z[UTC]", "01 PM"],
    ["2026-01-01T23:00:00Z[UTC]", "11 PM"],
  ])("the 12-hour clock has no hour 0: %s is %s", (moment, text) => {
    expect(compilePattern("%I %p")(at(moment))).toBe(text);
  });

  test("Sunday is day 7 to %u and day 0 to %w", () => {
    expect(compilePattern("%u %w %a")(at("2026-03-08T12:00:00Z[UTC]"))).toBe("7 0 Sun");
  });

  test("the last day of a leap year is day 366", () => {
    expect(compilePattern("%j")(at("2028-12-31T12:00:00Z[UTC]"))).toBe("366");
  });

  test.each([
    ["2026-07-01T12:00:00[Asia/Kathmandu]", "+0545"],
    ["2026-07-01T12:00:00[America/St_Johns]", "-0230"],
    ["2026-07-01T12:00:00Z[UTC]", "+0000"],
    ["1970-01-01T00:00:00Z[Africa/Monrovia]", "-004430"], // a machine whose clock is not set
  ])("an offset is written without colons: %s is %s", (moment, offset) => {
    expect(compilePattern("%z")(at(moment))).toBe(offset);
  });
});

describe("text around directives", () => {
  test.each([
    ["%d-%m-%Y %H:%M:%S", "05-03-2026 21:07:04"],
    ["%H%M", "2107"],
    ["jam %H lewat %M", "jam 21 lewat 07"],
    ["100%% %H", "100% 21"],
    ["%%H", "%H"],
    ["%%%H", "%21"],
    ["時 %H 🕘", "時 21 🕘"],
    ["no directive", "no directive"],
  ])("is kept as it is: %j", (pattern, text) => {
    expect(compilePattern(pattern)(EVENING)).toBe(text);
  });
});

describe("an invalid pattern", () => {
  test("that is empty is refused: the reply would show no time", () => {
    expect(refusalOf("")).toBe("it is empty, and a reply shows the time");
  });

  test.each([
    ["%Q", "%Q"],
    ["%H:%", "%"],
    ["%", "%"],
    ["%%%", "%"],
    ["%-d", "%-"],
    ["% H", "% "],
    ["%5", "%5"],
    ["%é", "%é"],
    ["%🕘", "%🕘"],
  ])("%j is refused, and the message names the directive", (pattern, directive) => {
    expect(refusalOf(pattern)).toStartWith(`${directive} is not a directive; these are: %H %I `);
  });

  test.each(["\r", "\n", "\t", "\0", "\u001b", "\u007f", "\u0085"])(
    "a control character is refused, since a reply is one line: %j",
    (character) => {
      expect(refusalOf(`%H${character}%M`)).toContain("control character");
    },
  );
});

describe("the length of a text", () => {
  test("is 1,000 bytes at most, in UTF-8: a reply is never longer than a line", () => {
    const longest = `${"é".repeat(484)}%Z`;
    const moment = { ...EVENING, abbreviation: "A".repeat(32) }; // as long as a zone may have one
    expect(Buffer.byteLength(compilePattern(longest)(moment))).toBe(1000);
    expect(refusalOf(`${longest}x`)).toBe("its text could exceed 1000 bytes");
  });

  test("is refused by the length that it could have, not by that of the moment", () => {
    expect(compilePattern("%H".repeat(31))(EVENING)).toBe("21".repeat(31));
    expect(refusalOf("%Z".repeat(32))).toContain("exceed 1000 bytes");
  });
});

function refusalOf(pattern: string): string {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) return error.message;
  }
  return "it was not refused as a pattern";
}

const ZONES = [
  "UTC",
  "Asia/Jakarta",
  "Asia/Kathmandu",
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
];
/** Python's strftime is C's. Not `%s`, which Python takes from the platform. */
const PATTERN = "%H|%I|%M|%S|%p|%T|%R|%d|%e|%j|%m|%y|%Y|%F|%A|%a|%B|%b|%u|%w|%z|%Z|%%";

const FIRST = Date.UTC(1990, 0, 1) / 1000;
const LAST = Date.UTC(2030, 0, 1) / 1000;
/** A prime of seconds, about 15 days: it visits every hour, minute and weekday. */
const STRIDE = 1_299_709;
const MOMENTS = Array.from(
  { length: Math.floor((LAST - FIRST) / STRIDE) },
  (_, index) => FIRST + index * STRIDE,
);

const PROGRAM = `
import json, sys
from datetime import datetime
from zoneinfo import ZoneInfo
input = json.load(sys.stdin)
print(json.dumps([[datetime.fromtimestamp(second, ZoneInfo(zone)).strftime(input["pattern"])
  for second in input["moments"]] for zone in input["zones"]]))
`;

const input = { pattern: PATTERN, moments: MOMENTS, zones: ZONES };
const python = Bun.which("python3");
const ran =
  python === null
    ? undefined
    : Bun.spawnSync([python, "-c", PROGRAM], {
        stdin: Buffer.from(JSON.stringify(input)),
        stderr: "ignore",
        env: { LC_ALL: "C" },
      });
const answer = ran?.success === true ? (JSON.parse(ran.stdout.toString()) as string[][]) : undefined;
const missing = answer === undefined ? " (skipped: no python3 with its zones here)" : "";

test.skipIf(answer === undefined).each(ZONES.map((zone, index) => [zone, index] as const))(
  `jam and Python write the same for 40 years in %s${missing}`,
  (zone, index) => {
    const format = compilePattern(PATTERN);
    const written = MOMENTS.map((second) => format(momentIn(zoneNamed(zone), second)));
    expect(written.length).toBeGreaterThan(900);
    expect(written).toEqual(answer?.[index] ?? []);
  },
);
