/** The help: one entry a flag, in line, and never wider than a terminal of 100 columns. */
import { describe, expect, test } from "bun:test";
import { switchFlag, textFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { formatFlags, formatRows } from "../../../src/cli/flags/help.ts";
import { SERVE_FLAGS } from "../../../src/cli/serve/serve-flags.ts";
import { SAMPLE } from "./sample-flags.ts";

test("shows each flag as it is typed, what it does, and its default", () => {
  expect(formatFlags(SAMPLE)).toBe(
    [
      "  --port N             TCP port (45000)",
      "  --max-connections N  connections at most (10)",
      "  --lenient            also serve bare LF (off)",
      "  --log-level LEVEL    how much is told (info)",
      "  --pattern TEXT       what stands behind JAM (%H:%M:%S)",
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

  test("is wrapped between words, under its beginning, and loses none", () => {
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

test("two words that just fit stand in one line of 100, and with a letter more in two", () => {
  const linesOf = (second: number) =>
    formatFlags({ a: switchFlag({ help: `${"x".repeat(46)} ${"y".repeat(second)}` }) }).split("\n");
  expect(linesOf(46).map((line) => line.length)).toEqual([100, "       (off)".length]);
  expect(linesOf(47).map((line) => line.length)).toEqual([53, 7 + 47 + " (off)".length]);
});

test("a word that is wider than the column has a line of its own, whole", () => {
  const word = "x".repeat(150);
  const text = formatFlags({ a: switchFlag({ help: `see ${word} there` }) });
  expect(text.split("\n").map((line) => line.trim())).toEqual([
    "--a    see".replace(/ +/, "  "),
    word,
    "there (off)",
  ]);
});

test("the help of jam serve fits 100 columns and leaves no line bare", () => {
  const lines = formatFlags(SERVE_FLAGS).split("\n");
  expect(lines.filter((line) => line.length > 100 || line.trimEnd() !== line || line === "")).toEqual([]);
});

test("on a terminal of 60 columns a long flag stands above its description, a short name beside it", () => {
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
