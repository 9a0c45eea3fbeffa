import { expect, test } from "bun:test";
import { join } from "node:path";
import { CASE_IDS } from "../../../../src/check/cases/registry.ts";
import { junitReport } from "../../../../src/check/reports/ci/junit.ts";
import type { CheckResult } from "../../../../src/check/result.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { ALL, HOSTILE, TYPICAL } from "../fixtures.ts";

const SCHEMA = join(import.meta.dirname, "junit.xsd");
const hasXmllint = Bun.which("xmllint") !== null;
const english = (result: CheckResult) => junitReport(result, textsOf("en"), "en");

function xmllint(report: string, ...flags: readonly string[]) {
  const { exitCode, stdout, stderr } = Bun.spawnSync(["xmllint", ...flags, "-"], {
    stdin: Buffer.from(report),
  });
  return { exitCode, text: stdout.toString(), complaints: stderr.toString() };
}

test.skipIf(!hasXmllint)("every report keeps to the schema (xmllint of libxml2-utils)", () => {
  for (const language of LANGUAGES) {
    for (const result of Object.values(ALL)) {
      const report = junitReport(result, textsOf(language), language);
      const { exitCode, complaints } = xmllint(report, "--noout", "--schema", SCHEMA);
      expect({ exitCode, complaints: complaints.trim() }).toEqual({ exitCode: 0, complaints: "- validates" });
    }
  }
});

test.skipIf(!hasXmllint)("a reader counts the verdicts apart (xmllint of libxml2-utils)", () => {
  const count = (path: string) => Number(xmllint(english(TYPICAL), "--xpath", `count(${path})`).text);
  expect(count("//testsuite")).toBe(4);
  expect(count("//testcase")).toBe(CASE_IDS.length);
  expect(count("//testcase/failure")).toBe(11);
  expect(count("//testcase/error")).toBe(1);
  expect(count("//testcase/skipped")).toBe(1);
  expect(count("//testsuite[@name='stream'][@tests='9'][@failures='6'][@errors='0']")).toBe(1);
  const text = xmllint(english(TYPICAL), "--xpath", "string(//testcase[@name='split-word']/failure)").text;
  expect(text).toContain("   2151 ms   nothing came".slice(2));
  expect(text).toContain("printf 'ME\\r\\n'");
});

test("a case has its profile as class, and a time", () => {
  expect(english(TYPICAL)).toContain(
    '<testcase name="split-word" classname="jam.check.stream" time="0.125"><failure message="must: 1 reply',
  );
  expect(english(TYPICAL)).toContain('type="too-few">');
  expect(english(TYPICAL)).toContain("<error message=");
});

test("a server's text is escaped, and what XML forbids is taken out", () => {
  const report = english(HOSTILE);
  expect(report).not.toContain("<script>");
  expect(report).toContain("&lt;script&gt;");
  expect(report).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
});

test("a server's last words are shown with nothing that acts on a terminal", () => {
  const process = {
    command: ["x"],
    cpuSeconds: 0,
    peakMemoryKib: 1,
    peakThreads: 1,
    stderr: "a\u009b2J\u202eb",
  };
  expect(english({ ...TYPICAL, process })).toContain("<system-err>a\\u009b2J\\u202eb</system-err>");
});
