import { expect, test } from "bun:test";
import { parse } from "smol-toml";
import { escapeToml, formatToml } from "../../../src/cli/serve/toml-text.ts";

test("a text has no character that a terminal interprets, and is read back unchanged", () => {
  for (const text of [
    "\u001b[2J",
    "a\u202eb",
    "\u007f",
    "\u009b2J",
    "\u2028",
    "\u{e0041}",
    'é "quoted" \\ \n',
    "",
  ]) {
    const shown = formatToml(text);
    expect(shown).toMatch(/^"[^\p{C}\p{Zl}\p{Zp}]*"$/u);
    expect(parse(`a = ${shown}`)).toEqual({ a: text });
  }
});

test("numbers, switches and lists are as in JSON", () => {
  expect([1, true, ["a", "b"]].map(formatToml)).toEqual(["1", "true", '["a","b"]']);
});

test("what TOML cannot hold becomes a replacement character", () => {
  expect(parse(`a = ${formatToml("x\ud800")}`)).toEqual({ a: "x\ufffd" });
});

test("a line end in a comment is escaped", () => {
  expect(escapeToml("file a\nb")).toBe("file a\\U0000000ab");
});
