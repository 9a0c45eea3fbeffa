import { expect, test } from "bun:test";
import { gradescopeReport, type Weights } from "../../../../src/check/reports/ci/gradescope.ts";
import type { CheckResult } from "../../../../src/check/result.ts";
import { EN } from "../../../../src/check/texts/en.ts";
import { ALL, CRASHED, REFUSED, RIGHT, TYPICAL } from "../fixtures.ts";

interface Test {
  readonly name: string;
  readonly status: string;
  readonly score: number;
  readonly max_score: number;
  readonly output: string;
}
const parse = (result: CheckResult, weights?: Weights): { score: number; tests: readonly Test[] } =>
  JSON.parse(gradescopeReport(result, EN, "en", weights));
const hundredths = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + Math.round(value * 100), 0);

test("a right server gets every point, a silent one none", () => {
  expect(parse(RIGHT).score).toBe(100);
  expect(parse(REFUSED).score).toBe(0);
  expect(parse(CRASHED).score).toBe(85);
});

test("the points of the cases add up to the weights and to the score, to the hundredth", () => {
  const weights = { basic: 33.33, stream: 10, strict: 0, robust: 7.01 };
  for (const result of Object.values(ALL)) {
    for (const [given, sum] of [
      [undefined, 10_000],
      [weights, 5_034],
    ] as const) {
      const { score, tests } = parse(result, given);
      expect(hundredths(tests.map(({ max_score }) => max_score))).toBe(sum);
      expect(hundredths(tests.map((one) => one.score))).toBe(Math.round(score * 100));
    }
  }
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
