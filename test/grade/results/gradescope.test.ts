import { expect, test } from "bun:test";
import { entriesOf } from "../../../src/grade/results/entries.ts";
import { gradescopeJson } from "../../../src/grade/results/gradescope.ts";
import { TYPICAL } from "../../check/reports/fixtures.ts";
import { graded, judged, WITHOUT_GRADE } from "./sample-class.ts";

test("a judged server has the score of every other report, and the student's name", () => {
  const [entry] = entriesOf([graded("7", judged(TYPICAL), { name: "Ayu", isLate: true })]);
  if (entry === undefined) throw new Error("one makes one");
  const report = JSON.parse(gradescopeJson(entry, "id"));
  expect(report.score).toBe(68.75);
  expect(report.output).toStartWith("Ayu · 7\nDikumpulkan setelah batas waktu; ");
});

test("a state that is no grade has no score, so that Gradescope makes no 0 of it", () => {
  for (const outcome of WITHOUT_GRADE) {
    const [entry] = entriesOf([graded("7", outcome)]);
    if (entry === undefined) throw new Error("one makes one");
    const report = JSON.parse(gradescopeJson(entry, "en"));
    expect(report).not.toHaveProperty("score");
    expect(report.output).toStartWith("Not graded: ");
  }
});
