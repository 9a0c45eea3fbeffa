/** The results.json of Gradescope's autograder: points by profile, spread over its `must` cases. */
import type { Language } from "../../../language.ts";
import { visibleJson } from "../../../text/visible.ts";
import type { Profile } from "../../case.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import { PHRASES } from "../../texts/phrases.ts";
import type { Texts } from "../../texts/texts.ts";
import { gradeText, targetText } from "../facts.ts";
import { lessonOf, sentenceOf } from "../lesson.ts";
import { lessonText } from "./lesson-text.ts";

export type Weights = Readonly<Record<Profile, number>>;

/** Points of each profile. */
const DEFAULT_WEIGHTS: Weights = { basic: 40, stream: 30, strict: 15, robust: 15 };

/** Points are dealt in hundredths, so that they add up to the weight. */
const PARTS_A_POINT = 100;

export function gradescopeReport(
  result: CheckResult,
  catalogue: Texts,
  language: Language,
  weights: Weights = DEFAULT_WEIGHTS,
): string {
  const { words } = catalogue;
  const parts = partsByCase(result, weights);
  const points = (one: CaseResult) => (parts.get(one.id) ?? 0) / PARTS_A_POINT;
  const earned = result.cases
    .filter(({ verdict }) => verdict === "pass")
    .reduce((sum, { id }) => sum + (parts.get(id) ?? 0), 0);
  const tests = result.cases.map((one, index) => ({
    number: String(index + 1),
    name: `${one.id} (${words[one.level]}, ${one.profile})`,
    status: one.verdict === "pass" ? "passed" : "failed",
    score: one.verdict === "pass" ? points(one) : 0,
    max_score: points(one),
    output: outputOf(one, result, catalogue, language),
    output_format: "text",
    visibility: "visible",
  }));
  const verdict = result.passes ? words.passes : words.fails;
  return `${visibleJson({
    score: earned / PARTS_A_POINT,
    output: `${words.title} ${targetText(result.target)}: ${verdict}, ${words.grade} ${gradeText(result.grade)}`,
    output_format: "text",
    visibility: "visible",
    tests,
  })}\n`;
}

/** The first cases of a profile get the hundredths that do not divide. */
function partsByCase({ cases }: CheckResult, weights: Weights): ReadonlyMap<string, number> {
  const musts = cases.filter(({ level }) => level === "must");
  const shares = [...Map.groupBy(musts, ({ profile }) => profile)].flatMap(([profile, those]) => {
    const all = Math.round(weights[profile] * PARTS_A_POINT);
    const each = Math.floor(all / those.length);
    return those.map(({ id }, index) => [id, index < all % those.length ? each + 1 : each] as const);
  });
  return new Map(shares);
}

function outputOf(one: CaseResult, result: CheckResult, catalogue: Texts, language: Language): string {
  const remark = one.level === "should" && one.verdict !== "pass" ? PHRASES[language].costsNothing : "";
  switch (one.verdict) {
    case "pass":
      return one.isFlaky ? catalogue.words.flaky : "";
    case "fail":
      return [lessonText(lessonOf(one, result.target, catalogue, language), catalogue), remark]
        .join("\n")
        .trim();
    case "skip":
      return [sentenceOf(one, catalogue), remark].join("\n").trim();
    case "error":
      return [sentenceOf(one, catalogue), PHRASES[language].judgeFailed, remark].join("\n").trim();
  }
}
