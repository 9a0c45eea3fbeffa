import { expect, test } from "bun:test";
import { codeBlock, codeSpan, plain } from "../../../src/lab/report/markdown-text.ts";

test("prose contains no markup", () => {
  expect(plain("<b> *x* [a](b) `c` | # @me")).toBe("\\<b\\> \\*x\\* \\[a\\](b) \\`c\\` \\| \\# \\@me");
  expect(plain("see https://x.y")).toBe("see https\\://x.y");
  expect(plain("- a")).toBe("\\- a");
  expect(plain("a\nb")).toBe("a b");
});

test("a code span is fenced by more backticks than it contains, and a pipe does not end a cell", () => {
  expect(codeSpan("nc")).toBe("`nc`");
  expect(codeSpan("a ``b` c")).toBe("``` a ``b` c ```");
  expect(codeSpan("a|b")).toBe("`a\\|b`");
});

test("a code block cannot be closed by its content", () => {
  expect(codeBlock("a\n```\nb", "").split("\n")).toEqual(["````sh", "a", "```", "b", "````"]);
});
