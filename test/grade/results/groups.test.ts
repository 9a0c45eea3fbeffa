import { expect, test } from "bun:test";
import { entriesOf } from "../../../src/grade/results/entries.ts";
import { groupsOf } from "../../../src/grade/results/groups.ts";
import { CRASHED, RIGHT } from "../../check/reports/fixtures.ts";
import { failing, graded, judged } from "./sample-class.ts";

test("students with the same verdict in every case are one group, the largest first", () => {
  const wrong = failing(RIGHT, ["split-word", "split-crlf"]);
  const other = failing(RIGHT, ["split-word"]);
  const entries = entriesOf([
    ...["1", "2"].map((id) => graded(id, judged(RIGHT))),
    ...["3", "4", "5"].map((id) => graded(id, judged(wrong))),
    graded("6", judged(other)),
    ...["7", "8"].map((id) => graded(id, { state: "not-submitted" })),
  ]);
  const groups = groupsOf(entries).map(({ entries: those, failed }) => [
    those.map(({ graded: { id } }) => id),
    failed,
  ]);
  expect(groups).toEqual([
    [
      ["3", "4", "5"],
      ["split-word", "split-crlf"],
    ],
    [["1", "2"], []],
  ]);
});

test("a case that could not be tried is another verdict than a fail", () => {
  const entries = entriesOf([
    graded("1", judged(CRASHED)),
    graded("2", judged(CRASHED)),
    graded("3", judged(failing(RIGHT, ["bad-utf8"]))),
  ]);
  const [group, ...others] = groupsOf(entries);
  expect(others).toEqual([]);
  expect(group?.failed).toEqual(["bad-utf8"]);
  expect(group?.untried).toContain("churn");
});
