import { expect, test } from "bun:test";
import { parse } from "smol-toml";
import { escapeToml, formatToml } from "../../../src/cli/serve/toml-text.ts";

test("a text is shown without a character that acts on a terminal, and read back as it was", () => {
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

test("numbers, switches and lists are as JSON has them", () => {
  expect([1, true, ["a", "b"]].map(formatToml)).toEqual(["1", "true", '["a","b"]']);
});

test("what TOML cannot hold becomes a replacement character", () => {
  expect(parse(`a = ${formatToml("x\ud800")}`)).toEqual({ a: "x\ufffd" });
});

test("a line end in a comment is shown as its number", () => {
  expect(escapeToml("file a\nb")).toBe("file a\\U0000000ab");
});
