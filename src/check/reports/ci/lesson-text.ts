/** A lesson as plain text, for reports that hold a text a case. */
import type { Texts } from "../../texts/texts.ts";
import type { Lesson } from "../lesson.ts";
import { traceLines } from "../terminal/trace-lines.ts";

export function lessonText(lesson: Lesson, { words }: Texts): string {
  const python = lesson.python === undefined ? "" : `\n${lesson.python.replace(/^/gm, "    ")}`;
  const paragraphs = [
    lesson.requirement,
    `${words.whatHappened}: ${lesson.happened}\n${traceLines(lesson.rows).join("\n")}`,
    `${words.clause} ${lesson.clause}: ${lesson.clauseWords}`,
    `${words.whyItHappens}: ${lesson.why}`,
    `${words.whatToChange}: ${lesson.fix}${python}`,
    lesson.prevalence ?? "",
    `${words.replay}: ${lesson.replay}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
