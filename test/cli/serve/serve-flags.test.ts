/** The flags of `jam serve`: defaults that are valid, and refusals that help. */
import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FlagTable, kebab, readArguments } from "../../../src/cli/flags/flags.ts";
import { findPlace } from "../../../src/cli/serve/handover/place.ts";
import { checkMonitor } from "../../../src/cli/serve/monitor/open.ts";
import { SERVE_FLAGS } from "../../../src/cli/serve/serve-flags.ts";
import { settingsOf } from "../../../src/cli/serve/server-settings.ts";
import { formatResolved, resolveSettings } from "../../../src/cli/serve/settings.ts";
import { ZoneInForce } from "../../../src/cli/serve/zone/in-force.ts";
import { LIMITS } from "../../../src/protocol/limits.ts";
import { messageOf } from "../flags/sample-flags.ts";

const SRC = join(import.meta.dirname, "../../../src");
const flags = Object.entries(SERVE_FLAGS as FlagTable);

test.each(flags)("the default of %s is a value that it takes itself", (_name, flag) => {
  expect(flag.parse(String(flag.fallback()))).toEqual(flag.fallback());
});

test.each(flags)("the help of %s is one phrase, and shows a default", (_name, flag) => {
  expect(flag.help).toMatch(/^\S.*[^.\s]$/);
  expect(flag.fallbackText).not.toBe("");
});

test("the defaults are the documented ones", () => {
  const { values, sources } = resolveSettings(SERVE_FLAGS, readArguments([], SERVE_FLAGS), {});
  expect([values.host, values.port, values.pattern, values.lenient]).toEqual([
    "*",
    45_000,
    "%H:%M:%S",
    false,
  ]);
  expect([values.idleSeconds, values.lineSeconds, values.logLevel]).toEqual([300, 30, "info"]);
  expect(new Set(Object.values(sources))).toEqual(new Set(["default"]));
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

test("every flag has an effect: the server's settings, its sockets or the monitor are made from its value", async () => {
  const { values } = resolveSettings(SERVE_FLAGS, readArguments(["--monitor=0.0.0.0:0"], SERVE_FLAGS), {});
  const used = new Set<PropertyKey>();
  const watched = new Proxy(values, {
    get(target, name) {
      used.add(name);
      return Reflect.get(target, name);
    },
    ownKeys: () => {
      throw new Error("a copy of all values says nothing about which of them are used");
    },
  });
  const settings = await settingsOf(watched, new ZoneInForce(watched.zone).zone);
  await findPlace(settings, watched, {});
  expect(() => checkMonitor(watched)).toThrow("--monitor-token"); // an address that needs one
  expect(Object.keys(SERVE_FLAGS).filter((name) => !used.has(name))).toEqual([]);
});

test("the server reads each field of its settings", async () => {
  const { values } = resolveSettings(SERVE_FLAGS, readArguments([], SERVE_FLAGS), {});
  const isGroup = (name: string, value: unknown): value is object =>
    name !== "zone" && typeof value === "object" && value !== null && !Array.isArray(value);
  const namesIn = (fields: object): readonly string[] =>
    Object.entries(fields).flatMap(([name, value]) => (isGroup(name, value) ? namesIn(value) : [name]));
  const fields = namesIn(await settingsOf(values, new ZoneInForce(undefined).zone));
  expect(fields).toEqual(expect.arrayContaining(["port", "zone", "idleSeconds", "allow", "records"]));
  const files = [...new Bun.Glob("{server,protocol,clock}/**/*.ts").scanSync(SRC)].filter(
    (file) => file !== "server/settings.ts",
  );
  const code = files.map((file) => readFileSync(join(SRC, file), "utf8")).join("\n");
  expect(fields.filter((name) => !isRead(name, code))).toEqual([]);
});

/** As a member of what holds settings or a part of them, or from its destructuring. */
function isRead(name: string, code: string): boolean {
  const holder = String.raw`(?:settings|next|first|limits|rate|options|access|policy|sessionLog)\??`;
  const destructured = String.raw`\{[\w,\s]*\b${name}\b[\w,\s]*\}(?:: \w+\)| = ${holder};)`;
  return new RegExp(String.raw`\b${holder}\.${name}\b|${destructured}`).test(code);
}

test("no flag begins with no-, which turns a switch off", () => {
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

describe("--pattern", () => {
  test("is kept unchanged", () => {
    expect(SERVE_FLAGS.pattern.parse("%d-%m-%Y %H:%M:%S")).toBe("%d-%m-%Y %H:%M:%S");
  });

  test.each([
    ["%Q", 'cannot be "%Q": %Q is not a directive'],
    ["%H\n", 'cannot be "%H\\n": it contains a control character'],
    ["x".repeat(1001), ": its text could exceed 1000 bytes."],
  ])("that is invalid is refused with the reason: %.20j", (pattern, reason) => {
    expect(messageOf(() => SERVE_FLAGS.pattern.parse(pattern))).toContain(reason);
  });
});

test("the output of --print-config can be used as the file", async () => {
  const args = ["--pattern", `it's "%H" \\ # é`, "--zone", "asia/kathmandu", "--lenient", "--port=0"];
  const first = resolveSettings(SERVE_FLAGS, readArguments(args, SERVE_FLAGS), {});
  const printed = Bun.TOML.parse(formatResolved(SERVE_FLAGS, first)) as Record<string, unknown>;
  expect(printed).toEqual(
    Object.fromEntries(
      Object.entries(first.values).map(([name, value]) => [kebab(name), JSON.parse(JSON.stringify(value))]),
    ),
  );
  expect([printed["zone"], printed["pattern"]]).toEqual(["Asia/Kathmandu", `it's "%H" \\ # é`]);
});
