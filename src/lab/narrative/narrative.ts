/** Facts → what a report says of each point: at least 50 words on what the capture holds. Pure. */
import type { Language } from "../../language.ts";
import { type CaptureFacts, POINTS, type Point } from "../capture/facts.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import { paragraphOf } from "./paragraph.ts";
import type { Phrases } from "./phrases.ts";

const CLAUSES = ["1.a", "1.b", "1.c", "1.d"] as const;
export type Clause = (typeof CLAUSES)[number];

interface PointNarrative {
  readonly point: Point;
  readonly title: string;
  readonly isProven: boolean;
  /** At least 50 words; code stands between backticks. */
  readonly analysis: string;
}

interface SectionNarrative {
  readonly clause: Clause;
  readonly title: string;
  readonly points: readonly PointNarrative[];
}

export interface Narrative {
  readonly language: Language;
  /** In the assignment's order. */
  readonly sections: readonly SectionNarrative[];
}

const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN, id: ID };

export function phrasesOf(language: Language): Phrases {
  return PHRASES[language];
}

export function narrate(facts: CaptureFacts, language: Language): Narrative {
  const phrases = phrasesOf(language);
  const sections = CLAUSES.map((clause) => ({
    clause,
    title: phrases.clauses[clause],
    points: POINTS.filter((point) => point.startsWith(clause)).map((point) => ({
      point,
      title: phrases.points[point],
      isProven: facts.points.some((one) => one.point === point && one.isProven),
      analysis: paragraphOf(point, facts, phrases),
    })),
  }));
  return { language, sections };
}
