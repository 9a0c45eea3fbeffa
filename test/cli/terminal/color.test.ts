/** Colour: on a terminal that wants it, and nowhere else. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { painterFor } from "../../../src/cli/terminal/color.ts";
import type { Painter } from "../../../src/text/painter.ts";

const NAMES = ["NO_COLOR", "TERM"] as const;
const before = NAMES.map((name) => [name, process.env[name]] as const);

beforeEach(() => {
  delete process.env["NO_COLOR"];
  process.env["TERM"] = "xterm-256color";
});

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const TERMINAL = { isTTY: true };
const paintAll = (paint: Painter) => Object.values(paint).map((brush) => brush("text"));
const isPlain = (paint: Painter) => paintAll(paint).every((text) => text === "text");

test("a terminal gets colours, each its own, and each is ended", () => {
  const painted = paintAll(painterFor(TERMINAL));
  expect(new Set(painted).size).toBe(painted.length);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour is
  for (const text of painted) expect(text).toMatch(/^\u001b\[\d+mtext\u001b\[0m$/);
});

test("a file or a pipe gets plain text", () => {
  expect(isPlain(painterFor({ isTTY: false }))).toBe(true);
  expect(isPlain(painterFor({}))).toBe(true);
});

test.each(["1", "0", "yes"])("NO_COLOR=%s, whatever it says, turns colours off", (value) => {
  process.env["NO_COLOR"] = value;
  expect(isPlain(painterFor(TERMINAL))).toBe(true);
});

test("an empty NO_COLOR is as if it were not set (no-color.org)", () => {
  process.env["NO_COLOR"] = "";
  expect(isPlain(painterFor(TERMINAL))).toBe(false);
});

test("a dumb terminal gets plain text", () => {
  process.env["TERM"] = "dumb";
  expect(isPlain(painterFor(TERMINAL))).toBe(true);
});
