/** Facts → which points of the assignment are proven, as a value and as text. Pure. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, FailureReason, Point } from "../capture/facts.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";

interface PointVerdict {
  readonly point: Point;
  readonly isProven: boolean;
  /** Sessions that prove it. */
  readonly evidence: readonly string[];
  /** A proven point may have one too: a remark that limits the proof. */
  readonly reasons: readonly {
    readonly kind: FailureReason;
    readonly session: string | undefined;
    readonly text: string;
  }[];
}

/** The value of `--json`; the text is made from it. */
export interface Verdict {
  readonly schema: 1;
  readonly isProven: boolean;
  readonly captures: CaptureFacts["captures"];
  readonly points: readonly PointVerdict[];
}

/** Proven, which means exit code 0, if every point is. */
export function verdictOf(facts: CaptureFacts, language: Language): Verdict {
  const phrases = phrasesOf(language);
  const points = facts.points.map(({ point, isProven, evidence, failures }) => ({
    ...{ point, isProven, evidence },
    reasons: failures.map((failure) => ({
      ...{ kind: failure.kind, session: failure.session },
      text: phrases.failures[failure.kind](failure, facts),
    })),
  }));
  return {
    schema: 1,
    isProven: points.length > 0 && points.every((point) => point.isProven),
    captures: facts.captures,
    points,
  };
}

const MOST_SESSIONS = 6;

export function formatVerdict(facts: CaptureFacts, language: Language): string {
  const phrases = phrasesOf(language);
  const { proven, notProven, shownBy, total } = phrases.verify;
  const { points } = verdictOf(facts, language);
  const lines = points.flatMap(({ point, isProven, evidence, reasons }) => {
    const named = evidence.slice(0, MOST_SESSIONS).join(", ");
    const sessions = evidence.length > MOST_SESSIONS ? `${named}, …` : named;
    const result = isProven ? `${proven}, ${shownBy(sessions)}` : notProven;
    return [
      `${point.padEnd(8)}${phrases.points[point]}: ${result}`,
      ...reasons.map(({ text }) => `${" ".repeat(8)}- ${text.replaceAll("`", "")}`),
    ];
  });
  const provenPoints = points.filter(({ isProven }) => isProven).length;
  return [
    phrases.scope(facts).replaceAll("`", ""),
    "",
    ...lines,
    "",
    total(provenPoints, points.length),
    "",
  ].join("\n");
}
