/** The flags of `jam serve`: defaults that are good themselves, and refusals that help. */
import { describe, expect, test } from "bun:test";
import { type FlagTable, kebab, readArguments } from "../../../src/cli/flags/flags.ts";
import { SERVE_FLAGS } from "../../../src/cli/serve/serve-flags.ts";
import { formatSettled, settle } from "../../../src/cli/serve/settings.ts";
import { LIMITS } from "../../../src/protocol/limits.ts";
import { messageOf } from "../flags/sample-flags.ts";

const flags = Object.entries(SERVE_FLAGS as FlagTable);

test.each(flags)("the default of %s is a value that it takes itself", (_name, flag) => {
  expect(flag.parse(String(flag.fallback()))).toEqual(flag.fallback());
});

test.each(flags)("the help of %s is one phrase, and shows a default", (_name, flag) => {
  expect(flag.help).toMatch(/^\S.*[^.\s]$/);
  expect(flag.fallbackText).not.toBe("");
});

test("the defaults are those that the product promises", () => {
  const { values, places } = settle(SERVE_FLAGS, readArguments([], SERVE_FLAGS), {});
  expect([values.host, values.port, values.pattern, values.lenient]).toEqual([
    "*",
    45_000,
    "%H:%M:%S",
    false,
  ]);
  expect([values.idleSeconds, values.lineSeconds, values.logLevel]).toEqual([300, 30, "info"]);
  expect(new Set(Object.values(places))).toEqual(new Set(["default"]));
});

test("there is a flag for every limit, with the limit's range", () => {
  for (const [name, { min, max }] of Object.entries(LIMITS)) {
    const flag = (SERVE_FLAGS as FlagTable)[name];
    expect([flag?.parse(String(min)), flag?.parse(String(max))]).toEqual([min, max]);
    const range = `from ${min} to ${max}`;
    expect(messageOf(() => flag?.parse(String(max + 1)))).toContain(range);
    expect(messageOf(() => flag?.parse(String(min - 1)))).toContain(range);
  }
});

test("no flag begins with no-, for that says that a switch is off", () => {
  expect(flags.map(([name]) => kebab(name)).filter((name) => name.startsWith("no-"))).toEqual([]);
});

describe("--threads", () => {
  test.if(process.platform === "linux")("is at least 2 by default, as clause 1.b asks for threads", () => {
    expect(SERVE_FLAGS.threads.fallback()).toBeGreaterThanOrEqual(2);
  });

  test("is at least 1", () => {
    expect(messageOf(() => SERVE_FLAGS.threads.parse("0"))).toContain("whole number from 1 to");
  });
});

describe("--zone", () => {
  test("is taken in any case, and kept as it is spelt", () => {
    expect(SERVE_FLAGS.zone.parse("asia/JAKARTA")).toBe("Asia/Jakarta");
  });

  test("that is none is refused with the nearest name", () => {
    expect(messageOf(() => SERVE_FLAGS.zone.parse("Asia/Jakata"))).toBe(
      'wants the IANA name of a time zone, not "Asia/Jakata". Did you mean Asia/Jakarta?',
    );
    expect(messageOf(() => SERVE_FLAGS.zone.parse("WIB"))).toStartWith(
      'wants the IANA name of a time zone, not "WIB".',
    );
  });
});

describe("--pattern", () => {
  test("is kept as it is written", () => {
    expect(SERVE_FLAGS.pattern.parse("%d-%m-%Y %H:%M:%S")).toBe("%d-%m-%Y %H:%M:%S");
  });

  test.each([
    ["%Q", 'cannot be "%Q": %Q is not a directive'],
    ["%H\n", 'cannot be "%H\\n": it contains a control character'],
    ["x".repeat(1001), ": its text could exceed 1000 bytes."],
  ])("that is none is refused with the reason: %.20j", (pattern, reason) => {
    expect(messageOf(() => SERVE_FLAGS.pattern.parse(pattern))).toContain(reason);
  });
});

test("what --print-config prints of real settings can be used as the file", async () => {
  const args = ["--pattern", `it's "%H" \\ # é`, "--zone", "asia/kathmandu", "--lenient", "--port=0"];
  const first = settle(SERVE_FLAGS, readArguments(args, SERVE_FLAGS), {});
  const printed = Bun.TOML.parse(formatSettled(first)) as Record<string, unknown>;
  expect(printed).toEqual(
    Object.fromEntries(
      Object.entries(first.values).map(([name, value]) => [kebab(name), JSON.parse(JSON.stringify(value))]),
    ),
  );
  expect([printed["zone"], printed["pattern"]]).toEqual(["Asia/Kathmandu", `it's "%H" \\ # é`]);
});
