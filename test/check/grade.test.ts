/** Verdicts → profiles and a grade: only a pass of a `must` counts. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { CASES } from "../../src/check/cases/registry.ts";
import { gradeAll, gradeProfiles } from "../../src/check/grade.ts";
import { caseResult } from "./sample-results.ts";

test("a profile passes when all its must cases pass; a should costs nothing", () => {
  const cases = [
    caseResult("connect", "pass"),
    caseResult("repeat", "pass"),
    caseResult("quit-silent", "fail"),
    caseResult("bare-lf", "fail"),
    caseResult("lowercase", "pass"),
  ];
  const profiles = gradeProfiles(cases);
  expect(profiles).toEqual([
    { profile: "basic", passes: true, mustPassed: 2, mustTotal: 2, shouldPassed: 0, shouldTotal: 1 },
    { profile: "strict", passes: false, mustPassed: 0, mustTotal: 1, shouldPassed: 1, shouldTotal: 1 },
  ]);
  expect(gradeAll(profiles)).toBe(2 / 3);
});

test("a skip and an error are no pass", () => {
  for (const verdict of ["fail", "skip", "error"] as const) {
    const [basic] = gradeProfiles([caseResult("connect", "pass"), caseResult("repeat", verdict)]);
    expect(basic).toMatchObject({ passes: false, mustPassed: 1, mustTotal: 2 });
  }
});

test("with no must at all there is nothing to lose", () => {
  const profiles = gradeProfiles([caseResult("quit-silent", "fail")]);
  expect(profiles).toMatchObject([{ passes: true, mustTotal: 0 }]);
  expect(gradeAll(profiles)).toBe(1);
  expect(gradeAll([])).toBe(1);
});

test("the grade is the share of must cases passed, whatever the verdicts", () => {
  const verdict = fc.constantFrom("pass", "fail", "skip", "error");
  fc.assert(
    fc.property(fc.array(verdict, { minLength: CASES.length, maxLength: CASES.length }), (verdicts) => {
      const cases = CASES.map(({ id }, index) => caseResult(id, verdicts[index] ?? "pass"));
      const must = cases.filter(({ level }) => level === "must");
      const profiles = gradeProfiles(cases);
      const passed = must.filter((each) => each.verdict === "pass").length;
      expect(gradeAll(profiles)).toBe(passed / must.length);
      expect(profiles.every(({ passes }) => passes)).toBe(passed === must.length);
    }),
  );
});
