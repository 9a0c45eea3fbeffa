import { expect, test } from "bun:test";
import { CASE_IDS } from "../../../src/check/cases/registry.ts";
import { causesOf } from "../../../src/check/reports/causes.ts";
import { lessonsOf } from "../../../src/check/reports/lesson.ts";
import { EN } from "../../../src/check/texts/en.ts";
import { HOSTILE, RIGHT, TYPICAL } from "./fixtures.ts";

const causes = causesOf(lessonsOf(TYPICAL, EN, "en"));
const ids = causes.map(({ lessons }) => lessons.map(({ id }) => id));

test("cases that one change fixes are grouped, those that cost points first", () => {
  expect(ids).toContainEqual([
    "split-word",
    "split-crlf",
    "split-bytes",
    "pipelined-two",
    "pipelined-many",
    "pipelined-quit",
  ]);
  expect(ids.at(-1)).toEqual(["reset"]); // flaky
  expect(ids.findIndex((those) => those.includes("quit-silent"))).toBeGreaterThan(
    ids.findIndex((those) => those.includes("bare-lf")),
  );
});

test("lines of code that an earlier case shows are not shown again", () => {
  expect(causes.find(({ lessons }) => lessons[0]?.id === "bare-lf")?.sameAs).toBe("split-word");
  const shown = causesOf(lessonsOf(HOSTILE, EN, "en")).filter(({ sameAs }) => sameAs === undefined);
  const lines = shown.map(({ code }) => code?.lines);
  expect(new Set(lines).size).toBe(lines.length);
});

test("every failed case is in exactly one cause", () => {
  expect(causesOf(lessonsOf(HOSTILE, EN, "en")).flatMap(({ lessons }) => lessons)).toHaveLength(
    CASE_IDS.length,
  );
  expect(causesOf(lessonsOf(RIGHT, EN, "en"))).toEqual([]);
});
