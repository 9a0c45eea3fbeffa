/** One cause in the terminal report: each case with its time line, then once the clause and the lines of Python. */

import { wrap } from "../../../text/wrap.ts";
import type { Cause } from "../causes.ts";
import type { Lesson } from "../lesson.ts";
import type { Look } from "./look.ts";
import { traceLines } from "./trace-lines.ts";

export function causeLines(cause: Cause, look: Look): readonly string[] {
  const { painter, width, catalogue, phrases } = look;
  const title = cause.lessons.length > 1 ? ` ${phrases.oneChange(cause.lessons.length)} ` : "";
  const cases = cause.lessons.flatMap((lesson) => [...lessonLines(lesson, look), ""]);
  const clauses = cause.clauses.flatMap(({ clause, words: text }) =>
    labelled(`${catalogue.words.clause} ${clause}`, `“${text}”`, look),
  );
  const python =
    cause.sameAs === undefined
      ? (cause.python?.split("\n").map((line) => `    ${painter.dim("│")} ${line}`) ?? [])
      : indented(phrases.sameLines(cause.sameAs), width);
  return [painter.bold(`──${title}`.padEnd(width, "─")), "", ...cases, ...clauses, ...python];
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
    ...traceLines(lesson.rows, painter).map((line) => `  ${line}`),
    ...labelled(words.whatHappened, lesson.happened, look, lesson.isFlaky ? painter.yellow : painter.red),
    ...labelled(words.whyItHappens, lesson.why, look),
    ...labelled(words.whatToChange, lesson.fix, look, painter.green),
    // Not wrapped: it is there to be copied.
    `  ${painter.bold(`${words.replay}:`)} ${painter.cyan(lesson.replay)}`,
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
