/** The help: one entry per flag, aligned, never wider than the terminal or 100 columns. */
import { describe, expect, test } from "bun:test";
import { switchFlag, textFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { formatFlags, formatRows } from "../../../src/cli/flags/help.ts";
import { SERVE_FLAGS } from "../../../src/cli/serve/serve-flags.ts";
import { SAMPLE } from "./sample-flags.ts";

test("shows each flag as typed, what it does, and its default", () => {
  expect(formatFlags(SAMPLE)).toBe(
    [
      "  --port N             TCP port (45000)",
      "  --max-connections N  connections at most (10)",
      "  --lenient            also serve bare LF (off)",
      "  --log-level LEVEL    what is logged (info)",
      "  --pattern TEXT       text after JAM (%H:%M:%S)",
    ].join("\n"),
  );
});

describe("a long help", () => {
  const words = "a word and another and ".repeat(12).trim();
  const text = formatFlags({
    short: switchFlag({ help: "it" }),
    longer: textFlag(() => "x", { placeholder: "TEXT", help: words }),
  });
  const lines = text.split("\n");

  test("is wrapped between words, aligned under its first line, and loses no word", () => {
    expect(lines.length).toBeGreaterThan(3);
    const column = (lines[1] ?? "").indexOf("a word");
    expect((lines[0] ?? "").indexOf("it (off)")).toBe(column);
    for (const line of lines.slice(2)) expect(line.search(/\S/)).toBe(column);
    const joined = lines
      .slice(1)
      .map((line) => line.slice(column))
      .join(" ");
    expect(joined).toBe(`${words} (x)`);
  });

  test("fills its lines as far as the width goes, and no further", () => {
    const widths = lines.slice(1).map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    for (const [index, width] of widths.slice(0, -1).entries()) {
      const next = (lines[index + 2] ?? "").trim().split(" ")[0] ?? "";
      expect(width + 1 + next.length).toBeGreaterThan(100);
    }
  });
});

test("two words that just fit share a line of 100 columns; with one letter more they do not", () => {
  const linesOf = (second: number) =>
    formatFlags({ a: switchFlag({ help: `${"x".repeat(46)} ${"y".repeat(second)}` }) }).split("\n");
  expect(linesOf(46).map((line) => line.length)).toEqual([100, "       (off)".length]);
  expect(linesOf(47).map((line) => line.length)).toEqual([53, 7 + 47 + " (off)".length]);
});

test("a word wider than the column gets its own line, unbroken", () => {
  const word = "x".repeat(150);
  const text = formatFlags({ a: switchFlag({ help: `see ${word} there` }) });
  expect(text.split("\n").map((line) => line.trim())).toEqual([
    "--a    see".replace(/ +/, "  "),
    word,
    "there (off)",
  ]);
});

test("the help of jam serve fits 100 columns and has no empty line", () => {
  const lines = formatFlags(SERVE_FLAGS).split("\n");
  expect(lines.filter((line) => line.length > 100 || line.trimEnd() !== line || line === "")).toEqual([]);
});

test("on a terminal of 60 columns a long flag is above its description, a short name beside it", () => {
  const flags = formatFlags(SERVE_FLAGS, 60).split("\n");
  expect(flags.filter((line) => line.length > 60)).toEqual([]);
  expect(flags.slice(0, 2)).toEqual([
    "  --host ADDRESS",
    "      address or name to listen on; * is all of IPv4 and",
  ]);
  expect(formatRows([{ name: "serve", text: `${"word ".repeat(12)}end` }], 60).split("\n")).toEqual([
    `  serve  ${"word ".repeat(9)}word`,
    `${" ".repeat(9)}word word end`,
  ]);
});
