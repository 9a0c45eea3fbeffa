/** Facts → the outline of the report, point by point. */
import type { Point } from "../capture/facts.ts";
import { appendixOf } from "./appendix.ts";
import type { Outline, ReportInput } from "./outline.ts";
import { beginOfAll, headRows } from "./outline-head.ts";
import { pointSection } from "./point-section.ts";
import { preparation } from "./steps.ts";
import { wordsOf } from "./words/words-of.ts";

export function outlineOf(input: ReportInput): Outline {
  const { facts, run, language } = input;
  const words = wordsOf(language);
  const drawn = new Map<string, Point>();
  const sections = facts.points.map((point) => pointSection(point, input, drawn));
  const proven = facts.points.filter(({ isProven }) => isProven).length;
  return {
    language,
    port: facts.port,
    title: words.page.title(facts.port),
    head: headRows(input, words.page),
    source: input.source,
    date: beginOfAll(facts),
    verdict: proven === 0 ? words.page.nothingProven : words.page.provenOf(proven, facts.points.length),
    preparation: preparation(run, facts.port, words.section, input.jam),
    sections,
    appendix: appendixOf(input.sources ?? [], words.section),
  };
}
