/** A student's feedback as Markdown, for an LMS, a mail or an issue; what a server sent is shown, never rendered. */
import { causesOf } from "../../../check/reports/causes.ts";
import { gradeText } from "../../../check/reports/facts.ts";
import { lessonsOf } from "../../../check/reports/lesson.ts";
import type { CheckResult } from "../../../check/result.ts";
import { textsOf } from "../../../check/texts/index.ts";
import { PHRASES } from "../../../check/texts/phrases.ts";
import type { Language } from "../../../language.ts";
import type { Entry } from "../entries.ts";
import { reasonOf } from "../reason.ts";
import { resultTextsOf } from "../texts/index.ts";
import { causeBlocks } from "./cause-blocks.ts";
import { fenced, inline } from "./escape.ts";
import { remarksOf } from "./remarks.ts";
import { startedCommand, titleOf } from "./titled.ts";

export function feedbackMarkdown(entry: Entry, language: Language): string {
  const { judged } = entry;
  const blocks =
    judged === undefined ? reasonBlocks(entry, language) : resultBlocks(entry, judged.result, language);
  return `${[`# ${inline(titleOf(entry))}`, ...blocks].filter((block) => block !== "").join("\n\n")}\n`;
}

function reasonBlocks({ graded, withoutGrade }: Entry, language: Language): readonly string[] {
  const { states, page } = resultTextsOf(language);
  const reason = withoutGrade && reasonOf(withoutGrade, language);
  const output = reason?.output ?? "";
  const command = startedCommand(graded).join(" ");
  return [
    `**${inline(`${PHRASES[language].notGraded}: ${states[graded.outcome.state]}`)}**`,
    inline(reason?.text ?? ""),
    command === "" ? "" : `${inline(PHRASES[language].command)}:\n\n${fenced(command)}`,
    output === "" ? "" : `${inline(page.lastOutput)}:\n\n${fenced(output)}`,
    `**${inline(page.whatToDo)}:** ${reason?.forStudent ?? ""}`,
  ];
}

function resultBlocks(entry: Entry, result: CheckResult, language: Language): readonly string[] {
  const catalogue = textsOf(language);
  const { words } = catalogue;
  const verdict = result.passes ? words.passes : words.fails;
  const causes = causesOf(lessonsOf(result, catalogue, language));
  const stderr = result.process?.stderr?.trim() ?? "";
  return [
    `**${words.grade}: ${gradeText(result.grade, language)}** · ${verdict}`,
    remarksOf(entry, language)
      .map((remark) => `- ${inline(remark)}`)
      .join("\n"),
    result.profiles
      .map(({ profile, mustPassed, mustTotal, shouldPassed, shouldTotal }) => {
        const should = shouldTotal === 0 ? "" : `, ${shouldPassed}/${shouldTotal} ${words.should}`;
        return `- ${profile}: ${mustPassed}/${mustTotal} ${words.must}${should}`;
      })
      .join("\n"),
    ...causes.flatMap((cause) => causeBlocks(cause, catalogue, PHRASES[language])),
    stderr === "" ? "" : `## ${words.stderr}\n\n${fenced(stderr)}`,
  ];
}
