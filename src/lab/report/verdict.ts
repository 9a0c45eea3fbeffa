/** Facts → which points of the assignment are proven, as a value and as text. Pure. */
import type { Language } from "../../language.ts";
import type {
  CaptureFacts,
  DoubtKind,
  FailureReason,
  Note,
  Point,
  PointFacts,
  PointState,
  RemarkKind,
} from "../capture/facts.ts";
import type { Phrases } from "../narrative/phrases.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";

interface Reason {
  /** A failure, a remark that refutes nothing, or something that cannot be seen. */
  readonly weight: "failure" | "remark" | "unseen";
  readonly kind: FailureReason | RemarkKind | DoubtKind;
  readonly session: string | undefined;
  readonly text: string;
}

interface PointVerdict {
  readonly point: Point;
  readonly state: PointState;
  readonly isProven: boolean;
  /** Sessions that prove it, in the order of their ids. */
  readonly evidence: readonly string[];
  readonly reasons: readonly Reason[];
}

/** The value of `--json`; the text is made from it. */
export interface Verdict {
  readonly schema: 1;
  readonly isProven: boolean;
  readonly captures: CaptureFacts["captures"];
  /** What is to be known of the files: damage, truncation, missing time stamps, clocks, or what they hold instead. */
  readonly notes: readonly { readonly kind: Note["kind"]; readonly text: string }[];
  readonly points: readonly PointVerdict[];
}

/** Proven, which means exit code 0, if every point is. */
export function verdictOf(facts: CaptureFacts, language: Language): Verdict {
  const phrases = phrasesOf(language);
  const points = facts.points.map((point) => ({
    ...{ point: point.point, state: point.state, isProven: point.isProven },
    evidence: point.evidence.toSorted((a, b) => numberOf(a) - numberOf(b)),
    reasons: reasonsOf(point, facts, phrases),
  }));
  return {
    schema: 1,
    isProven: points.length > 0 && points.every((point) => point.isProven),
    captures: facts.captures,
    notes: facts.notes.map((note) => ({ kind: note.kind, text: phrases.note(note, facts) })),
    points,
  };
}

const numberOf = (id: string) => Number(id.slice(1));

function reasonsOf(judged: PointFacts, facts: CaptureFacts, phrases: Phrases): readonly Reason[] {
  const { point, failures, remarks, unseen } = judged;
  return [
    ...failures.map((failure) => ({
      ...{ weight: "failure" as const, kind: failure.kind, session: failure.session },
      text: phrases.failures[failure.kind](failure, facts),
    })),
    ...unseen.map((doubt) => ({
      ...{ weight: "unseen" as const, kind: doubt.kind, session: doubt.session },
      text: phrases.unseen(point, doubt, facts),
    })),
    ...remarks.map((remark) => ({
      ...{ weight: "remark" as const, kind: remark.kind, session: remark.session },
      text: phrases.remarks[remark.kind](remark, facts),
    })),
  ];
}

const MOST_SESSIONS = 6;

export function formatVerdict(facts: CaptureFacts, language: Language): string {
  const phrases = phrasesOf(language);
  const { states, shownBy, total } = phrases.verify;
  const { points, notes } = verdictOf(facts, language);
  const lines = points.flatMap(({ point, state, evidence, reasons }) => {
    const named = evidence.slice(0, MOST_SESSIONS).join(", ");
    const sessions = evidence.length > MOST_SESSIONS ? `${named}, …` : named;
    const result = state === "proven" ? `${states.proven}, ${shownBy(sessions)}` : states[state];
    return [
      `${point.padEnd(8)}${phrases.points[point]}: ${result}`,
      ...reasons.map(({ text }) => `${" ".repeat(8)}- ${plain(text)}`),
    ];
  });
  const countOf = (state: PointState) => points.filter((point) => point.state === state).length;
  return [
    plain(phrases.scope(facts)),
    ...notes.map(({ text }) => plain(text)),
    "",
    ...lines,
    "",
    total(countOf("proven"), countOf("unseen"), points.length),
    "",
  ].join("\n");
}

const plain = (text: string) => text.replaceAll("`", "");
