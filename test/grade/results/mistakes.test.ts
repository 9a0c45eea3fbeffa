import { expect, test } from "bun:test";
import { entriesOf } from "../../../src/grade/results/entries.ts";
import { mistakesOf } from "../../../src/grade/results/mistakes.ts";
import { RIGHT, TYPICAL } from "../../check/reports/fixtures.ts";
import { failing, graded, judged, ON_PORT_45001 } from "./sample-class.ts";

test("cases that one change fixes are one mistake, counted once a student", () => {
  const entries = entriesOf([
    graded("1", judged(TYPICAL)),
    graded("2", judged(failing(RIGHT, ["split-word"]))),
    graded("3", judged(failing(RIGHT, ["quit-silent"]))),
    graded("4", judged(RIGHT)),
    graded("5", { state: "not-submitted" }),
  ]);
  const [first, ...others] = mistakesOf(entries, "en");
  expect(first).toMatchObject({ students: 2, costs: true, lesson: { id: "split-word" } });
  expect(first?.cases[0]).toEqual({ id: "split-word", students: 2 });
  expect(first?.cases.map(({ id }) => id)).toContain("pipelined-two");
  const silent = others.find(({ lesson }) => lesson.id === "quit-silent");
  expect(silent).toMatchObject({ students: 2, costs: false });
});

test("what only the second try passed is no mistake", () => {
  const mistakes = mistakesOf(entriesOf([graded("1", judged(TYPICAL))]), "en");
  expect(mistakes.flatMap(({ cases }) => cases.map(({ id }) => id))).not.toContain("reset");
});

test("a server on another port is not said to be missing", () => {
  const entries = entriesOf([graded("1", judged(ON_PORT_45001))]);
  const [mistake] = mistakesOf(entries, "en");
  expect(mistake?.lesson.id).toBe("connect");
  expect(mistake?.lesson.why).toStartWith("The server runs and listens, on another port");
});
