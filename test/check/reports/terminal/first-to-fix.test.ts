import { expect, test } from "bun:test";
import { gradeText } from "../../../../src/check/reports/facts.ts";
import { firstToFix } from "../../../../src/check/reports/terminal/first-to-fix.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { PLAIN } from "../../../../src/text/painter.ts";
import { RIGHT, TYPICAL } from "../fixtures.ts";

test("the watching loop shows the verdict, and the one case to fix first", () => {
  const report = firstToFix(TYPICAL, textsOf("en"), "en", PLAIN);
  expect(report).toStartWith(
    `Conformance check  127.0.0.1:45000  fails  Grade ${gradeText(TYPICAL.grade, "en")}\n`,
  );
  expect(report).toContain("✗ reply-format");
  expect(report.match(/^✗/gm)).toHaveLength(1);
});

test("a right server has nothing to fix", () => {
  expect(firstToFix(RIGHT, textsOf("id"), "id", PLAIN).split("\n")).toHaveLength(2);
});
