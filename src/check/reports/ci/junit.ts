/** The report for continuous integration: JUnit XML, as both Ant's schema and Jenkins' take it. */
import type { Language } from "../../../language.ts";
import { visibleText } from "../../../text/visible.ts";
import type { CaseResult, CheckResult, ProfileResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { lessonOf, sentenceOf } from "../lesson.ts";
import { lessonText } from "./lesson-text.ts";

export function junitReport(result: CheckResult, catalogue: Texts, language: Language): string {
  const suites = result.profiles.map((profile, index) => suite(profile, index, result, catalogue, language));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function suite(
  { profile, passes }: ProfileResult,
  index: number,
  result: CheckResult,
  catalogue: Texts,
  language: Language,
): string {
  const cases = result.cases.filter((one) => one.profile === profile);
  const count = (verdict: CaseResult["verdict"]) => cases.filter((one) => one.verdict === verdict).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  const head = attributes({
    name: profile,
    package: "jam.check",
    id: index,
    // The schemas allow neither a fraction nor a zone here.
    timestamp: new Date(result.startedAt).toISOString().slice(0, 19),
    hostname: result.target.host,
    tests: cases.length,
    failures: count("fail"),
    errors: count("error"),
    skipped: count("skip"),
    time: seconds.toFixed(3),
  });
  const flaky = cases.filter(({ isFlaky }) => isFlaky).map(({ id }) => `${id}: ${catalogue.words.flaky}\n`);
  return `  <testsuite${head}>
    <properties>
      <property${attributes({ name: "target", value: `${result.target.host}:${result.target.port}` })}/>
      <property${attributes({ name: "passes", value: passes })}/>
      <property${attributes({ name: "grade", value: result.grade.toFixed(4) })}/>
    </properties>
${cases.map((one) => testcase(one, result, catalogue, language)).join("")}    <system-out>${xml(flaky.join(""))}</system-out>
    <system-err>${xml(visibleText(result.process?.stderr ?? ""))}</system-err>
  </testsuite>
`;
}

function testcase(one: CaseResult, result: CheckResult, catalogue: Texts, language: Language): string {
  const head = attributes({
    name: one.id,
    classname: `jam.check.${one.profile}`,
    time: one.seconds.toFixed(3),
  });
  const why = sentenceOf(one, catalogue) ?? "";
  const message = attributes({ message: `${catalogue.words[one.level]}: ${why}` });
  switch (one.verdict) {
    case "pass":
      return `    <testcase${head}/>\n`;
    case "skip":
      return `    <testcase${head}><skipped${attributes({ message: why })}/></testcase>\n`;
    case "error":
      return `    <testcase${head}><error${message}${attributes({ type: one.code })}>${xml(why)}</error></testcase>\n`;
    case "fail": {
      const text = lessonText(lessonOf(one, result, catalogue, language), catalogue);
      return `    <testcase${head}><failure${message}${attributes({ type: one.fault })}>${xml(text)}</failure></testcase>\n`;
    }
  }
}

function attributes(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escaped, and without what XML 1.0 forbids: most control characters, lone surrogates, U+FFFE and U+FFFF. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
