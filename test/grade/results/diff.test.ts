import { expect, test } from "bun:test";
import { diffOf, diffText } from "../../../src/grade/results/diff.ts";
import { RIGHT } from "../../check/reports/fixtures.ts";
import { failing, graded, judged, sampleClass } from "./sample-class.ts";

test("equal results have no difference", () => {
  const diff = diffOf(sampleClass(40), sampleClass(40));
  expect(diff).toEqual({ changed: [], unchanged: 40 });
  expect(diffText(diff, "en")).toBe(
    "Nothing changed: 40 students have the same states, grades and verdicts.\n",
  );
});

test("whose verdicts changed and which, states, and students that only one result has", () => {
  const before = [
    graded("1", judged(RIGHT), { name: "Ayu" }),
    graded("2", { state: "not-submitted" }),
    graded("3", judged(RIGHT)),
    graded("10", judged(RIGHT)),
  ];
  const now = [
    graded("1", judged(failing(RIGHT, ["split-word", "bare-lf"])), { name: "Ayu" }),
    graded("2", judged(RIGHT)),
    graded("4", judged(RIGHT)),
    graded("10", judged(RIGHT)),
  ];
  const diff = diffOf(before, now);
  expect(diff.unchanged).toBe(1);
  expect(diffText(diff, "en")).toBe(`1  Ayu: 100.00 → 93.75
  split-word: pass → fail
  bare-lf: pass → fail
2: not submitted → 100.00
3: 100.00 → absent
4: absent → 100.00

4 changed, 1 unchanged.
`);
  expect(diffText(diff, "id")).toContain("1  Ayu: 100,00 → 93,75\n  split-word: lulus → gagal\n");
});

test("a change of a recommended case changes no grade, and is listed", () => {
  const { changed } = diffOf(
    [graded("1", judged(RIGHT))],
    [graded("1", judged(failing(RIGHT, ["lowercase"])))],
  );
  expect(changed).toMatchObject([
    {
      before: { points: 100 },
      now: { points: 100 },
      verdicts: [{ id: "lowercase", before: "pass", now: "fail" }],
    },
  ]);
});

test("several submissions with one id are compared one by one", () => {
  const two = [graded("1", { state: "not-submitted" }), graded("1", judged(RIGHT))];
  expect(diffOf(two, two).unchanged).toBe(2);
  expect(diffOf(two, two.slice(0, 1)).changed).toMatchObject([{ id: "1", now: undefined }]);
});
