/** The short report of `--watch`: the verdict, and what to fix first. */

import type { Language } from "../../../language.ts";
import type { Painter } from "../../../text/painter.ts";
import type { CheckResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { causesOf } from "../causes.ts";
import { lessonsOf, mostUrgent } from "../lesson.ts";
import { causeLines } from "./cause.ts";
import { lookOf } from "./look.ts";
import { headLines } from "./terminal.ts";

export function firstToFix(
  result: CheckResult,
  catalogue: Texts,
  language: Language,
  painter: Painter,
  columns?: number,
): string {
  const look = lookOf(catalogue, language, painter, columns);
  const first = mostUrgent(lessonsOf(result, catalogue, language));
  const cause = first && causesOf([first])[0];
  const lines =
    cause === undefined ? [] : ["", painter.bold(`${catalogue.words.fixFirst}:`), ...causeLines(cause, look)];
  return [...headLines(result, look), ...lines].join("\n");
}
