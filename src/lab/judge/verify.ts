/** Facts → which points of the assignment are proven, as a value and as text. Pure. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, FailureReason, Point } from "../capture/facts.ts";
import { phrasesOf } from "../narrative/narrative.ts";

interface PointVerdict {
  readonly point: Point;
  readonly isProven: boolean;
  /** Sessions that show it. */
  readonly evidence: readonly string[];
  /** A proven point may have one too: a remark on how far the proof goes. */
  readonly reasons: readonly {
    readonly kind: FailureReason;
    readonly session: string | undefined;
    readonly text: string;
  }[];
}

/** What `--json` prints, and the text is made from. */
export interface Verdict {
  readonly schema: 1;
  readonly isProven: boolean;
  readonly captures: CaptureFacts["captures"];
  readonly points: readonly PointVerdict[];
}

/** Proven, and so exit code 0, where every point is. */
export function verify(facts: CaptureFacts, language: Language): Verdict {
  const { shortcomings: sentences } = phrasesOf(language);
  const points = facts.points.map(({ point, isProven, evidence, shortcomings }) => ({
    ...{ point, isProven, evidence },
    reasons: shortcomings.map((short) => ({
      ...{ kind: short.kind, session: short.session },
      text: sentences[short.kind](short, facts),
    })),
  }));
  return {
    schema: 1,
    isProven: points.length > 0 && points.every((point) => point.isProven),
    captures: facts.captures,
    points,
  };
}

const WORDS = {
  en: {
    proven: "proven",
    notProven: "not proven",
    by: (sessions: string) => `shown by ${sessions}`,
    sum: (proven: number, all: number) => `${proven} of ${all} points proven.`,
  },
  id: {
    proven: "terbukti",
    notProven: "belum terbukti",
    by: (sessions: string) => `tampak pada ${sessions}`,
    sum: (proven: number, all: number) => `${proven} dari ${all} butir terbukti.`,
  },
} as const;

const SHOWN_SESSIONS = 6;

export function formatVerify(facts: CaptureFacts, language: Language): string {
  const phrases = phrasesOf(language);
  const words = WORDS[language];
  const { points } = verify(facts, language);
  const lines = points.flatMap(({ point, isProven, evidence, reasons }) => {
    const named = evidence.slice(0, SHOWN_SESSIONS).join(", ");
    const sessions = evidence.length > SHOWN_SESSIONS ? `${named}, …` : named;
    const shown = isProven ? `${words.proven}, ${words.by(sessions)}` : words.notProven;
    return [
      `${point.padEnd(8)}${phrases.points[point]}: ${shown}`,
      ...reasons.map(({ text }) => `${" ".repeat(8)}- ${text.replaceAll("`", "")}`),
    ];
  });
  const proven = points.filter(({ isProven }) => isProven).length;
  return [
    phrases.scope(facts).replaceAll("`", ""),
    "",
    ...lines,
    "",
    words.sum(proven, points.length),
    "",
  ].join("\n");
}
