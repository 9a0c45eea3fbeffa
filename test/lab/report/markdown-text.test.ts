import { expect, test } from "bun:test";
import { codeBlock, codeSpan, plain } from "../../../src/lab/report/markdown-text.ts";

test("prose can hold no markup", () => {
  expect(plain("<b> *x* [a](b) `c` | # @me")).toBe("\\<b\\> \\*x\\* \\[a\\](b) \\`c\\` \\| \\# \\@me");
  expect(plain("see https://x.y")).toBe("see https\\://x.y");
  expect(plain("- a")).toBe("\\- a");
  expect(plain("a\nb")).toBe("a b");
});

test("a code span is fenced by more back-ticks than it holds, and a pipe ends no cell", () => {
  expect(codeSpan("nc")).toBe("`nc`");
  expect(codeSpan("a ``b` c")).toBe("``` a ``b` c ```");
  expect(codeSpan("a|b")).toBe("`a\\|b`");
});

test("a code block cannot be left from within", () => {
  expect(codeBlock("a\n```\nb", "").split("\n")).toEqual(["````sh", "a", "```", "b", "````"]);
});
