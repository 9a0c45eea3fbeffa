/** Facts → the outline of the report, point by point. */
import type { Point, PointState } from "../capture/facts.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";
import { appendixOf } from "./appendix.ts";
import type { Outline, ReportInput } from "./outline.ts";
import { beginOfAll, headRows } from "./outline-head.ts";
import { pointSection } from "./point-section.ts";
import { preparation } from "./steps.ts";
import { wordsOf } from "./words/words-of.ts";

const MOST_NOTES = 8;

export function outlineOf(input: ReportInput): Outline {
  const { facts, run, language } = input;
  const words = wordsOf(language);
  const drawn = new Map<string, Point>();
  const sections = facts.points.map((point) => pointSection(point, input, drawn));
  const countOf = (state: PointState) => facts.points.filter((point) => point.state === state).length;
  const proven = countOf("proven");
  return {
    language,
    port: facts.port,
    title: words.page.title(facts.port),
    head: headRows(input, words.page),
    source: input.source,
    date: beginOfAll(facts),
    verdict: [
      proven === 0 ? words.page.nothingProven : words.page.provenOf(proven, facts.points.length),
      ...(countOf("unseen") > 0 ? [words.page.unseenOf(countOf("unseen"))] : []),
    ].join(" "),
    notes: facts.notes
      // The hosts of a run share one clock.
      .filter(({ kind }) => run === undefined || kind !== "clocks")
      .slice(0, MOST_NOTES)
      .map((note) => phrasesOf(language).note(note, facts)),
    preparation: preparation(run, facts.port, words.section, input.jam),
    sections,
    appendix: appendixOf(input.sources ?? [], words.section),
  };
}
