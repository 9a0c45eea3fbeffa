/** What a try shows beyond its case: the ids of the explanations that fit it better than the case's own. */
import type { FixId } from "./fixes/fix-id.ts";

/** Each with the lines of code that fix it, where these are not the case's. */
export const ADVICE = {
  /** It listens, and not where it was asked to. */
  "other-port": undefined,
  /** A time came, and its form is wrong: the branch for TIME did run. */
  "time-misshapen": "reply",
  /** A right time, and something beside it. */
  "more-than-time": undefined,
  /** A time with a field of one digit. */
  "digit-missing": undefined,
  /** Something else than a time came: another branch answered. */
  "other-branch": undefined,
  /** The connection ended without an answer. */
  "ended-unanswered": "guard",
  /** QUIT alone does not close either. */
  "never-closes": "quit",
  /** QUIT alone closes, and lines are cut: only in the loop it does nothing. */
  "quit-only-alone": "quit",
  /** TIME was answered, and QUIT after it in the same read not seen. */
  "quit-unseen": undefined,
  /** Closed for the QUIT without an answer to the TIME before it. */
  "time-unseen": undefined,
  /** Neither an answer nor a close: the bytes together are no known request. */
  "neither-seen": undefined,
  /** Answered to the QUIT too. */
  "quit-answered": undefined,
  /** Lines are cut, and those after QUIT still answered. */
  "reads-on": "quit",
  /** Answered after QUIT, by whatever mistake. */
  "quit-passed-over": undefined,
  /** A TIME found anywhere in what one read brought. */
  "time-anywhere": undefined,
  /** The FIN came, and the connection ended without a reply. */
  "left-at-fin": undefined,
  /** Answered, and then never closed after the client's FIN. */
  "fin-unseen": "gone",
  /** Answered to a piece of a request. */
  "piece-answered": undefined,
  /** Sent something else for a piece of a request. */
  "piece-refused": undefined,
  /** Ended the connection over a piece of a request. */
  "piece-ended": undefined,
  /** Lines are cut, and the unfinished one is forgotten. */
  "rest-forgotten": undefined,
  /** One answer for each read. */
  "one-a-read": undefined,
} as const satisfies Readonly<Record<string, FixId | undefined>>;
export type AdviceId = keyof typeof ADVICE;

export interface AdviceTexts {
  /** Why servers get it wrong, in one to three sentences to a student, kind and exact. */
  readonly why: string;
  /** What to change, in one or two sentences; the lines of code stand beside it, see `fixes/`. */
  readonly fix: string;
}
