/** What got better and what got worse between two checks of one server. */
import { expect, test } from "bun:test";
import { compareResults } from "../../src/check/compare-results.ts";
import { checkResult } from "./sample-results.ts";

test("a case is better that passes and did not, and worse that passed and does not, for whatever reason", () => {
  const before = checkResult({
    connect: "pass",
    repeat: "fail",
    "split-word": "skip",
    "bare-lf": "error",
    unknown: "pass",
    reset: "pass",
    churn: "pass",
  });
  const now = checkResult({
    connect: "pass",
    repeat: "pass",
    "split-word": "pass",
    "bare-lf": "pass",
    unknown: "fail",
    reset: "skip",
    churn: "error",
  });
  expect(compareResults(before, now)).toEqual({
    better: ["repeat", "split-word", "bare-lf"],
    worse: ["unknown", "reset", "churn"],
  });
  expect(compareResults(now, before)).toEqual({
    better: ["unknown", "reset", "churn"],
    worse: ["repeat", "split-word", "bare-lf"],
  });
});

test("nothing changes between a result and itself", () => {
  const result = checkResult({ connect: "pass", repeat: "fail", churn: "skip" });
  expect(compareResults(result, result)).toEqual({ better: [], worse: [] });
});
