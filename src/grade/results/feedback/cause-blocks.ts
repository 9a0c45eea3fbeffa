/** One cause → blocks of Markdown: its cases with what happened, and once what to change. */
import type { Cause } from "../../../check/reports/causes.ts";
import type { Lesson } from "../../../check/reports/lesson.ts";
import { traceLines } from "../../../check/reports/terminal/trace-lines.ts";
import type { Phrases } from "../../../check/texts/phrases.ts";
import type { Texts } from "../../../check/texts/texts.ts";
import { fenced, inline } from "./escape.ts";

export function causeBlocks(
  { lessons, clauses, code, sameAs }: Cause,
  catalogue: Texts,
  phrases: Phrases,
): readonly string[] {
  const { words } = catalogue;
  const [first] = lessons;
  if (first === undefined) return [];
  const names = lessons.map(({ id }) => `\`${id}\``).join(", ");
  const alone = lessons.length === 1;
  return [
    `## ${names}`,
    alone ? "" : `*${inline(phrases.oneChange(lessons.length))}*`,
    clauses.map(({ clause, words: text }) => `> ${words.clause} ${clause}: ${inline(text)}`).join("\n>\n"),
    ...lessons.flatMap((lesson) => lessonBlocks(lesson, alone, catalogue)),
    code === undefined || sameAs !== undefined ? "" : `${inline(code.language)}:\n\n${fenced(code.lines)}`,
    code === undefined || sameAs === undefined ? "" : inline(phrases.sameLines(sameAs, code.language)),
  ];
}

function lessonBlocks(lesson: Lesson, alone: boolean, { words }: Texts): readonly string[] {
  const { id, level, requirement, happened, why, idiom, fix, rows, replay, prevalence } = lesson;
  return [
    alone ? "" : `### \`${id}\``,
    `${inline(requirement)} (${words[level]})`,
    `**${inline(words.whatHappened)}:** ${inline(happened)}`,
    rows.length === 0 ? "" : fenced(traceLines(rows).join("\n")),
    `**${inline(words.whyItHappens)}:** ${inline(why)}`,
    idiom === undefined ? "" : `**${inline(idiom.label)}:** ${inline(idiom.text)}`,
    `**${inline(words.whatToChange)}:** ${inline(fix)}`,
    `${inline(words.replay)}:\n\n${fenced(replay)}`,
    prevalence === undefined ? "" : inline(prevalence),
  ];
}
