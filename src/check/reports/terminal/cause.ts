/** One cause in the terminal report: each case with its time line, then once the clause and the lines of code. */

import { wrap } from "../../../text/wrap.ts";
import type { Cause } from "../causes.ts";
import type { Lesson } from "../lesson.ts";
import { barredLines, commandLines } from "./code-lines.ts";
import type { Look } from "./look.ts";
import { traceLines } from "./trace-lines.ts";

export function causeLines(cause: Cause, look: Look): readonly string[] {
  const { painter, width, catalogue, phrases } = look;
  const title = cause.lessons.length > 1 ? ` ${phrases.oneChange(cause.lessons.length)} ` : "";
  const cases = cause.lessons.flatMap((lesson) => [...lessonLines(lesson, look), ""]);
  const clauses = cause.clauses.flatMap(({ clause, words: text }) =>
    labelled(`${catalogue.words.clause} ${clause}`, `“${text}”`, look),
  );
  return [painter.bold(`──${title}`.padEnd(width, "─")), "", ...cases, ...clauses, ...codeLines(cause, look)];
}

function codeLines({ code, sameAs }: Cause, { painter, width, phrases }: Look): readonly string[] {
  if (code === undefined) return [];
  if (sameAs !== undefined) return indented(phrases.sameLines(sameAs, code.language), width);
  return barredLines(code.lines, width, painter);
}

function lessonLines(lesson: Lesson, look: Look): readonly string[] {
  const { painter, width, catalogue } = look;
  const { words } = catalogue;
  const place = `${words[lesson.level]} · ${lesson.profile} · ${words.clause} ${lesson.clause}`;
  const mark = lesson.isFlaky ? painter.yellow("~") : painter.red("✗");
  const gap = " ".repeat(Math.max(2, width - 2 - lesson.id.length - place.length));
  return [
    `${mark} ${painter.bold(lesson.id)}${gap}${painter.dim(place)}`,
    ...indented(lesson.requirement, width),
    ...traceLines(lesson.rows, painter, width - 2).map((line) => `  ${line}`),
    ...labelled(words.whatHappened, lesson.happened, look, lesson.isFlaky ? painter.yellow : painter.red),
    ...labelled(words.whyItHappens, lesson.why, look),
    ...(lesson.idiom === undefined ? [] : labelled(lesson.idiom.label, lesson.idiom.text, look)),
    ...labelled(words.whatToChange, lesson.fix, look, painter.green),
    `  ${painter.bold(`${words.replay}:`)}`,
    // At the margin: it is there to be copied.
    ...commandLines(lesson.replay, width).map(painter.cyan),
    ...indented(lesson.prevalence ?? "", width).map(painter.dim),
  ];
}

/** `Label: the text, wrapped`, the label painted. */
function labelled(label: string, text: string, look: Look, paint = look.painter.bold): readonly string[] {
  const head = `${label}:`;
  const [first = "", ...rest] = indented(`${head} ${text}`, look.width);
  return [first.replace(head, () => paint(head)), ...rest];
}

function indented(text: string, width: number): readonly string[] {
  return text === "" ? [] : wrap(text, width - 2).map((line) => `  ${line}`);
}
