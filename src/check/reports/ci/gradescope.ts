/** The results.json of Gradescope's autograder: 100 points, spread over the cases by what they count in the grade. */
import type { Language } from "../../../language.ts";
import { visibleJson, visibleText } from "../../../text/visible.ts";
import { weightOf } from "../../grade.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import { PHRASES } from "../../texts/phrases.ts";
import type { Texts } from "../../texts/texts.ts";
import { gradePoints, gradeText, targetText } from "../facts.ts";
import { lessonOf, sentenceOf } from "../lesson.ts";
import { lessonText } from "./lesson-text.ts";

const POINTS = 100;
/** Points are dealt in hundredths, so that they add up to the grade. */
const PARTS_A_POINT = 100;

export function gradescopeReport(result: CheckResult, catalogue: Texts, language: Language): string {
  const { words } = catalogue;
  const { notJudged } = result;
  if (notJudged !== undefined) {
    const lastOutput = "output" in notJudged ? notJudged.output : undefined;
    return notGradedReport(catalogue.notJudged(notJudged), lastOutput, language);
  }
  if (result.isInterrupted) return notGradedReport(words.interrupted, result.process?.stderr, language);
  const score = gradePoints(result.grade);
  const parts = partsByCase(result, Math.round(score * PARTS_A_POINT));
  const tests = result.cases.map((one, index) => {
    const points = (parts.get(one.id) ?? 0) / PARTS_A_POINT;
    return {
      number: String(index + 1),
      name: `${one.id} (${words[one.level]}, ${one.profile})`,
      status: one.verdict === "pass" ? "passed" : "failed",
      score: one.verdict === "pass" ? points : 0,
      max_score: points,
      output: outputOf(one, result, catalogue, language),
      output_format: "text",
      visibility: "visible",
    };
  });
  const verdict = result.passes ? words.passes : words.fails;
  const title = result.title === undefined ? "" : `${result.title}\n`;
  const head = `${title}${words.title} ${targetText(result.target)}: ${verdict}, ${words.grade} ${gradeText(result.grade, language)}`;
  const stderr = result.process?.stderr?.trim() ?? "";
  return resultsOf({
    score,
    output: stderr === "" ? head : `${head}\n\n${words.stderr}:\n${stderr}`,
    tests,
  });
}

/**
 * Of a check that judged nothing: without a score, which Gradescope then reports instead of a 0.
 * @param why what kept the check from judging, as a sentence
 * @param lastOutput the end of what the server printed, such as its traceback
 */
export function notGradedReport(why: string, lastOutput: string | undefined, language: Language): string {
  const phrases = PHRASES[language];
  const output = lastOutput?.trim() ?? "";
  const end = output === "" ? "" : `\n\n${phrases.lastOutput}:\n${output}`;
  return resultsOf({ output: `${phrases.notGraded}: ${why}${end}`, tests: [] });
}

function resultsOf(results: {
  readonly score?: number;
  readonly output: string;
  readonly tests: readonly object[];
}) {
  const { output, tests, ...score } = results;
  const shown = { output: visibleText(output), output_format: "text", visibility: "visible" };
  return `${visibleJson({ ...score, ...shown, tests })}\n`;
}

/** The parts of the passed cases add up to the score, and all of them to 100 points. */
function partsByCase({ cases, weights }: CheckResult, earned: number): ReadonlyMap<string, number> {
  const [passed = [], others = []] = [true, false].map((isPassed) =>
    cases.filter(({ verdict }) => (verdict === "pass") === isPassed),
  );
  const all = POINTS * PARTS_A_POINT;
  const weigh = (one: CaseResult) => weightOf(one, weights);
  return new Map([...dealt(passed, earned, weigh), ...dealt(others, all - earned, weigh)]);
}

/** In proportion; what does not divide goes to the first cases that count. */
function dealt(
  cases: readonly CaseResult[],
  parts: number,
  weigh: (one: CaseResult) => number,
): readonly (readonly [string, number])[] {
  const total = cases.reduce((sum, one) => sum + weigh(one), 0);
  let weight = 0;
  let given = 0;
  return cases.map((one) => {
    weight += weigh(one);
    const until = total === 0 ? 0 : Math.round((parts * weight) / total);
    const share = until - given;
    given = until;
    return [one.id, share] as const;
  });
}

function outputOf(one: CaseResult, result: CheckResult, catalogue: Texts, language: Language): string {
  const isFree = one.verdict !== "pass" && weightOf(one, result.weights) === 0;
  const remark = isFree ? PHRASES[language].costsNothing : "";
  switch (one.verdict) {
    case "pass":
      return one.isFlaky ? catalogue.words.flaky : "";
    case "fail":
      return [lessonText(lessonOf(one, result, catalogue, language), catalogue), remark].join("\n").trim();
    case "skip":
      return [sentenceOf(one, catalogue), remark].join("\n").trim();
    case "error":
      return [sentenceOf(one, catalogue), PHRASES[language].judgeFailed, remark].join("\n").trim();
  }
}
