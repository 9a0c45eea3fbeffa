import { expect, test } from "bun:test";
import { gradeByWeight } from "../../../../src/check/grade.ts";
import { gradescopeReport, notGradedReport } from "../../../../src/check/reports/ci/gradescope.ts";
import { jsonReport } from "../../../../src/check/reports/ci/json.ts";
import { gradePoints } from "../../../../src/check/reports/facts.ts";
import { terminalReport } from "../../../../src/check/reports/terminal/terminal.ts";
import type { CheckResult } from "../../../../src/check/result.ts";
import { EN } from "../../../../src/check/texts/en.ts";
import { PLAIN } from "../../../../src/text/painter.ts";
import { ALL, CRASHED, HOSTILE, REFUSED, RIGHT, TYPICAL } from "../fixtures.ts";

interface Test {
  readonly name: string;
  readonly status: string;
  readonly score: number;
  readonly max_score: number;
  readonly output: string;
}
interface Results {
  readonly score?: number;
  readonly output: string;
  readonly tests: readonly Test[];
}
const parse = (result: CheckResult): Results => JSON.parse(gradescopeReport(result, EN, "en"));
const hundredths = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + Math.round(value * 100), 0);

test("a right server gets every point, a silent one none", () => {
  expect(parse(RIGHT).score).toBe(100);
  expect(parse(REFUSED).score).toBe(0);
});

test("the score is the grade that text and JSON show, and the points of the cases add up to it", () => {
  const weights = { "time-reply": 3, "split-word": 1.5, "quit-silent": 2, churn: 0.25 };
  for (const result of Object.values(ALL)) {
    const weighted = { ...result, weights, grade: gradeByWeight(result.cases, weights) };
    for (const each of [result, weighted]) {
      const { score = -1, output, tests } = parse(each);
      const { grade } = JSON.parse(jsonReport(each, EN));
      expect(score).toBe(gradePoints(grade));
      expect(output).toContain(`Grade ${score} %`);
      expect(terminalReport(each, EN, "en", PLAIN)).toContain(`Grade ${score} %`);
      expect(hundredths(tests.map(({ max_score }) => max_score))).toBe(10_000);
      expect(hundredths(tests.map((one) => one.score))).toBe(Math.round(score * 100));
      expect(tests.every((one) => one.score >= 0 && one.max_score >= 0)).toBe(true);
    }
  }
});

test("a server's traceback is in the output, and what is printed there acts on no terminal", () => {
  expect(parse(CRASHED).output).toContain("UnicodeDecodeError: invalid start byte");
  expect(gradescopeReport(HOSTILE, EN, "en")).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test("what was not graded has no score, its reason, and the server's last output", () => {
  const text = notGradedReport("server.py ended before it listened", "SyntaxError: \u001b[2J", "en");
  const report: Results = JSON.parse(text);
  expect(report).not.toHaveProperty("score");
  expect(report.tests).toEqual([]);
  expect(report.output).toStartWith(
    "Not graded: server.py ended before it listened\n\nThe server's last output:\n",
  );
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(JSON.parse(notGradedReport("x", undefined, "id")).output).toBe("Tidak dinilai: x");
});

test("a `should` costs nothing, and the output states it", () => {
  const silent = parse(TYPICAL).tests.find(({ name }) => name === "quit-silent (should, basic)");
  expect(silent).toMatchObject({ status: "failed", score: 0, max_score: 0 });
  expect(silent?.output).toEndWith("A recommendation: it costs no points.");
});

test("a failed case teaches in its output, and an error is no result for the server", () => {
  const { tests } = parse(TYPICAL);
  const of = (id: string) => tests.find(({ name }) => name.startsWith(`${id} `))?.output ?? "";
  expect(of("split-word")).toContain("   150 ms → 4d 45 0d 0a         ME␍␊".slice(1));
  expect(of("split-word")).toContain("Clause 1.c.i: a request begins with");
  expect(of("split-word")).toContain("    while len(buffer)");
  expect(of("churn")).toContain("it is no result for the server");
  expect(of("connect")).toBe("");
});
