import { expect, test } from "bun:test";
import { Parser } from "tap-parser";
import { CASE_IDS } from "../../../../src/check/cases/registry.ts";
import { tapReport } from "../../../../src/check/reports/ci/tap.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { ALL, TYPICAL } from "../fixtures.ts";

interface Assertion {
  readonly id: number;
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | boolean;
  readonly diag: Record<string, unknown> | null;
}

function parse(text: string) {
  const parser = new Parser({ strict: true });
  const assertions: Assertion[] = [];
  const strays: unknown[] = [];
  parser.on("assert", (assertion: Assertion) => assertions.push(assertion));
  parser.on("extra", (line: unknown) => strays.push(line));
  parser.end(text);
  return { assertions, strays, results: parser.results };
}

test("a parser of the protocol reads every report: a line for each case, and nothing else", () => {
  for (const language of LANGUAGES) {
    for (const [name, result] of Object.entries(ALL)) {
      const { assertions, strays, results } = parse(tapReport(result, textsOf(language), language));
      const isBad = (verdict: string) => verdict === "fail" || verdict === "error";
      const bad = result.cases.filter(({ verdict }) => isBad(verdict)).length;
      const skipped = result.cases.filter(({ verdict }) => verdict === "skip").length;
      expect({ name, strays, count: results?.count, fail: results?.fail, skip: results?.skip }).toEqual({
        name,
        strays: [],
        count: CASE_IDS.length,
        fail: bad,
        skip: skipped,
      });
      expect(assertions.map((assertion) => assertion.name)).toEqual(result.cases.map(({ id }) => id));
    }
  }
});

test("what failed has a diagnostic, and an error has its severity", () => {
  const { assertions } = parse(tapReport(TYPICAL, textsOf("en"), "en"));
  const of = (id: string) => assertions.find(({ name }) => name === id);
  expect(of("split-word")).toMatchObject({
    ok: false,
    diag: {
      severity: "fail",
      level: "must",
      profile: "stream",
      clause: "1.c.i",
      fault: "too-few",
      message: "1 reply with the time was expected, and none came.",
      trace: expect.arrayContaining([" 2151 ms   nothing came"]),
    },
  });
  expect(of("churn")).toMatchObject({ ok: false, diag: { severity: "error", code: "EMFILE" } });
  expect(of("client-gone")).toMatchObject({
    ok: true,
    skip: expect.stringContaining("the server's process"),
  });
  expect(of("reset")).toMatchObject({ ok: true, diag: { flaky: true } });
});
