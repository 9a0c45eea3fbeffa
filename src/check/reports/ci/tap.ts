/** The report as TAP 14, the Test Anything Protocol: a line a case, and YAML under what did not pass. */
import type { Language } from "../../../language.ts";
import { visibleJson, visibleLine } from "../../../text/visible.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { lessonOf, sentenceOf } from "../lesson.ts";
import { traceLines } from "../terminal/trace-lines.ts";

export function tapReport(result: CheckResult, catalogue: Texts, language: Language): string {
  const lines = result.cases.flatMap((one, index) => caseLines(one, index + 1, result, catalogue, language));
  return `${["TAP version 14", `1..${result.cases.length}`, ...lines].join("\n")}\n`;
}

function caseLines(
  one: CaseResult,
  number: number,
  result: CheckResult,
  catalogue: Texts,
  language: Language,
): readonly string[] {
  const name = `${number} - ${one.id}`;
  const common = { level: one.level, profile: one.profile, clause: one.clause };
  const why = sentenceOf(one, catalogue) ?? "";
  switch (one.verdict) {
    case "pass":
      return [`ok ${name}`, ...(one.isFlaky ? yaml({ ...common, flaky: true }) : [])];
    case "skip":
      return [`ok ${name} # SKIP ${description(why)}`];
    case "error":
      return [`not ok ${name}`, ...yaml({ severity: "error", ...common, code: one.code, message: why })];
    case "fail": {
      const lesson = lessonOf(one, result, catalogue, language);
      return [
        `not ok ${name}`,
        ...yaml({
          severity: "fail",
          ...common,
          fault: one.fault,
          message: why,
          requirement: lesson.requirement,
          change: lesson.fix,
          replay: lesson.replay,
          trace: traceLines(lesson.rows),
        }),
      ];
    }
  }
}

/** JSON's scalars are YAML's too, whatever a server's bytes hold. */
function yaml(values: Readonly<Record<string, string | boolean | readonly string[]>>): readonly string[] {
  const lines = Object.entries(values).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return [`${key}: ${visibleJson(value)}`];
    return [`${key}:`, ...value.map((item) => `  - ${visibleJson(item)}`)];
  });
  return ["---", ...lines, "..."].map((line) => `  ${line}`);
}

/** `\` and `#` mean something in a description. */
function description(text: string): string {
  return visibleLine(text).replace(/[\\#]/g, (character) => `\\${character}`);
}
