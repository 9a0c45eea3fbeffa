import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { PROFILES } from "../../../../src/check/case.ts";
import { CASE_IDS } from "../../../../src/check/cases/registry.ts";
import { FAULTS } from "../../../../src/check/outcome.ts";
import schema from "../../../../src/check/reports/ci/check-result.schema.json" with { type: "json" };
import { jsonReport } from "../../../../src/check/reports/ci/json.ts";
import { EN } from "../../../../src/check/texts/en.ts";
import { ALL, HOSTILE_TEXT, TYPICAL } from "../fixtures.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const SCHEMA = join(ROOT, "src/check/reports/ci/check-result.schema.json");
const BIOME = join(ROOT, "node_modules/.bin/biome");

const { caseId, profile, fault } = schema.$defs;
/** The schema as the lists of cases, profiles and faults make it. */
const current = {
  ...schema,
  $defs: {
    ...schema.$defs,
    caseId: { ...caseId, enum: CASE_IDS },
    profile: { ...profile, enum: PROFILES },
    fault: { ...fault, enum: FAULTS },
  },
};
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(current);
const parse = (name: keyof typeof ALL) => JSON.parse(jsonReport(ALL[name], EN));

test("every report keeps to the schema", () => {
  for (const name of Object.keys(ALL) as (keyof typeof ALL)[]) {
    validate(parse(name));
    expect({ name, errors: validate.errors }).toEqual({ name, errors: null });
  }
});

test("the schema rejects what a report never contains", () => {
  const spoiled = [
    (report: ReturnType<typeof parse>) => {
      report.cases.connect.why = "a pass has no reason";
    },
    (report: ReturnType<typeof parse>) => {
      report.cases["split-word"].fault = null;
    },
    (report: ReturnType<typeof parse>) => {
      report.cases["split-word"].code = "EMFILE";
    },
    (report: ReturnType<typeof parse>) => {
      report.cases.renamed = report.cases.connect;
    },
    (report: ReturnType<typeof parse>) => {
      report.schema = 1;
    },
  ];
  for (const spoil of spoiled) {
    const report = parse("TYPICAL");
    spoil(report);
    expect(validate(report)).toBe(false);
  }
});

test("the schema names the cases, profiles and faults that there are; UPDATE=1 rewrites it", () => {
  if (process.env["UPDATE"] === "1") {
    writeFileSync(SCHEMA, JSON.stringify(current));
    Bun.spawnSync([BIOME, "format", "--write", SCHEMA]);
  } else expect<unknown>(schema).toEqual(current);
});

test("a failed case has its fault, one English sentence and the whole trace", () => {
  expect(parse("TYPICAL").cases["pipelined-two"]).toEqual({
    verdict: "fail",
    level: "must",
    profile: "stream",
    clause: "1.c.i",
    why: "2 replies with the time were expected, and 1 came.",
    fault: "too-few",
    parameters: { expected: 2, got: 1 },
    flaky: false,
    seconds: 0.125,
    trace: TYPICAL.cases.find(({ id }) => id === "pipelined-two")?.trace,
  });
});

test("passes, skips and errors have their own fields", () => {
  const { cases } = parse("TYPICAL");
  expect(cases.connect).toMatchObject({ verdict: "pass", why: null, fault: null, flaky: false });
  expect(cases.reset).toMatchObject({ verdict: "pass", flaky: true });
  expect(cases.churn).toMatchObject({ verdict: "error", code: "EMFILE", fault: null });
  expect(cases["client-gone"]).toMatchObject({ verdict: "skip", reason: "process-unknown", on: null });
  expect(parse("REFUSED").cases.repeat).toMatchObject({ reason: "prerequisite", on: "connect" });
});

test("texts of a hostile server come through unchanged, and are harmless where the JSON is printed", () => {
  expect(parse("HOSTILE").observations.replyToQuit).toBe(HOSTILE_TEXT);
  expect(jsonReport(ALL.HOSTILE, EN)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
});
