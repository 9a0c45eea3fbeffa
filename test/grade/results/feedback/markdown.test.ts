import { expect, test } from "bun:test";
import type { Graded } from "../../../../src/grade/outcome.ts";
import { entriesOf } from "../../../../src/grade/results/entries.ts";
import { fenced, inline } from "../../../../src/grade/results/feedback/escape.ts";
import { feedbackHtml } from "../../../../src/grade/results/feedback/html.ts";
import { feedbackMarkdown } from "../../../../src/grade/results/feedback/markdown.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { HOSTILE, HOSTILE_TEXT, TYPICAL } from "../../../check/reports/fixtures.ts";
import { graded, judged, ON_PORT_45001, WITHOUT_GRADE } from "../sample-class.ts";

function entryOf(one: Graded) {
  const [entry] = entriesOf([one]);
  if (entry === undefined) throw new Error("one makes one");
  return entry;
}

test("a student reads grade, what happened, why, and what to change, in both languages", () => {
  const entry = entryOf(graded("5025211002", judged(TYPICAL), { name: "Budi", isLate: true }));
  const english = feedbackMarkdown(entry, "en");
  expect(english).toStartWith(
    "# Budi · 5025211002\n\n**Grade: 68.75 %** · fails\n\n- Handed in after the deadline;",
  );
  expect(english).toContain("2 replies with the time were expected, and 1 came.");
  expect(english).toContain("54 49 4d 45 0d 0a");
  expect(english).toContain("Python:\n\n```text\n");
  const indonesian = feedbackMarkdown(entry, "id");
  expect(indonesian).toContain("**Nilai: 68,75 %** · belum memenuhi\n\n- Dikumpulkan setelah batas waktu;");
  expect(indonesian).toContain("**Yang perlu diubah:**");
});

test("one on another port reads where it was judged", () => {
  const entry = entryOf(graded("1", judged(ON_PORT_45001)));
  expect(feedbackMarkdown(entry, "en")).toContain("- The server listens on port 45001 and was judged there");
});

test("one that was stopped at a limit reads at which, on its page too", () => {
  const entry = entryOf(graded("1", { ...judged(TYPICAL), exceeded: "memory" }));
  for (const text of [feedbackMarkdown(entry, "en"), feedbackHtml(entry, "en")])
    expect(text).toContain("The submission used more memory than the limit, and was stopped.");
});

test("what has no grade has its reason and what to do, never a number", () => {
  for (const outcome of WITHOUT_GRADE)
    for (const language of LANGUAGES) {
      const entry = entryOf(graded("7", outcome));
      for (const text of [feedbackMarkdown(entry, language), feedbackHtml(entry, language)]) {
        expect(text).toContain(language === "en" ? "Not graded" : "Tidak dinilai");
        expect(text.replace(/<style>.*?<\/style>/s, "")).not.toMatch(/\d ?%|Grade:|Nilai:/);
      }
    }
});

test("a compiler's output is shown as it is", () => {
  const entry = entryOf(
    graded("7", { state: "did-not-build", command: ["make"], output: "a\n```\n<b>\u001b[2J" }),
  );
  expect(feedbackMarkdown(entry, "en")).toContain("````text\na\n```\n<b>\\u001b[2J\n````");
  expect(feedbackHtml(entry, "en")).toContain("&lt;b&gt;\\u001b[2J");
});

test("no markup of a server or a student is left outside of code", () => {
  const entry = entryOf(
    graded(`<img src=x>${HOSTILE_TEXT}`, judged(HOSTILE), { name: "[x](javascript:alert(1)) `a" }),
  );
  const text = feedbackMarkdown(entry, "en");
  const outside = text.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, "").replace(/`[^`\n]+`/g, "");
  expect(outside).not.toMatch(/<(?!\/?$)/);
  expect(outside).not.toMatch(/(?<!\\)\]\(/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ufeff]/);
  const page = feedbackHtml(entry, "en");
  expect(page).not.toContain("<script>");
  expect(page).not.toContain("<img");
});

test.each([
  ["a `b*` *c* <d> [e](f)", "a `b*` \\*c\\* &lt;d&gt; \\[e\\](f)"],
  ["1. x", "1\\. x"],
  ["- x", "\\- x"],
  ["# x", "\\# x"],
  ["see http://x.example", "see http&#58;//x.example"],
])("%s is written as %s", (text, written) => {
  expect(inline(text)).toBe(written);
});

test("a fence is longer than any inside it", () => {
  expect(fenced("a ```` b")).toBe("`````text\na ```` b\n`````");
});
