import { expect, test } from "bun:test";
import { firstToFix } from "../../../../src/check/reports/terminal/first-to-fix.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { PLAIN } from "../../../../src/text/painter.ts";
import { RIGHT, TYPICAL } from "../fixtures.ts";

test("the watching loop shows where the server stands, and one case alone to mend", () => {
  const report = firstToFix(TYPICAL, textsOf("en"), "en", PLAIN);
  expect(report).toStartWith("Conformance check  127.0.0.1:45000  fails  Grade 67 %\n");
  expect(report).toContain("✗ reply-format");
  expect(report.match(/^✗/gm)).toHaveLength(1);
});

test("nothing is to mend in a right server", () => {
  expect(firstToFix(RIGHT, textsOf("id"), "id", PLAIN).split("\n")).toHaveLength(2);
});
