/** A lesson as plain text, for reports that hold a text a case. */
import type { Texts } from "../../texts/texts.ts";
import type { Lesson } from "../lesson.ts";
import { traceLines } from "../terminal/trace-lines.ts";

export function lessonText(lesson: Lesson, { words }: Texts): string {
  const code = lesson.code === undefined ? "" : `\n${lesson.code.lines.replace(/^/gm, "    ")}`;
  const paragraphs = [
    lesson.requirement,
    `${words.whatHappened}: ${lesson.happened}\n${traceLines(lesson.rows).join("\n")}`,
    `${words.clause} ${lesson.clause}: ${lesson.clauseWords}`,
    `${words.whyItHappens}: ${lesson.why}`,
    lesson.idiom === undefined ? "" : `${lesson.idiom.label}: ${lesson.idiom.text}`,
    `${words.whatToChange}: ${lesson.fix}${code}`,
    lesson.prevalence ?? "",
    `${words.replay}:\n${lesson.replay}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
