/** What the page has to say, in every language; a language that lacks a text does not compile. */
import type { CloseReason, REFUSALS } from "../../../server/counters.ts";
import type { SessionState } from "../../facts/api.ts";
import type { NoteKind, ProblemKind } from "../exchange/notes.ts";
import type { DurationUnits } from "../format.ts";

/** Every word that stands alone. Add one here, and every language must have it. */
export type Word =
  | "title"
  | "skip" // the link to what most readers want
  | "zone"
  | "kernelClock"
  | "running"
  | "listening"
  | "draining"
  | "language"
  | "theme"
  | "themeAuto"
  | "themeLight"
  | "themeDark"
  | "pause"
  | "resume"
  | "paused"
  | "connecting"
  | "lost" // the monitor does not answer
  | "tooManyPages" // it answers, and has streams enough
  | "now"
  | "requestsPerSecond"
  | "connections"
  | "errorsPerSecond"
  | "threads"
  | "thread"
  | "threadDead"
  | "sessions"
  | "search"
  | "searchHint"
  | "clear"
  | "client"
  | "since"
  | "lasted"
  | "requests"
  | "errors"
  | "state"
  | "noSessions"
  | "noSessionsHelp"
  | "noMatch"
  | "moreRows"
  | "close"
  | "flow" // the sequence diagram's name
  | "server"
  | "gone" // the session is no longer kept
  | "noRecord"
  | "recordSuspended"
  | "nothingYet"
  | "asJson"
  | "allRight"
  | "openWaiting"
  | "tryIt"
  | "faults"
  | "noFaults"
  | "noFaultsHelp"
  | (typeof REFUSALS)[number];

export interface ReasonTexts {
  /** Two or three words, as in a list. */
  readonly label: string;
  /** What that means, to a student. */
  readonly text: string;
}

export interface ProblemTexts {
  readonly label: string;
  /** What happened, so many times. */
  readonly happened: (count: number) => string;
  /** Why clients do it, and what to change. */
  readonly why: string;
}

/** Sentences around a number; numbers come formatted. */
export interface Sentences {
  readonly synchronised: (maximumError: string | undefined) => string;
  readonly unsynchronised: string;
  readonly clockUnknown: string;
  readonly ofLimit: (limit: string) => string;
  readonly refused: (count: string) => string;
  readonly atMost: (peak: string) => string;
  readonly perDot: (count: string) => string;
  readonly restarts: (count: number) => string;
  readonly lane: (thread: number, open: string, rate: string) => string;
  readonly showing: (rows: string, matching: string) => string;
  readonly sessionOf: (client: string) => string;
  readonly sortBy: (column: string) => string;
  readonly linesLeftOut: (count: string) => string;
  readonly stepsLeftOut: (count: string) => string;
  readonly bytesLeftOut: (count: string) => string;
  readonly bytes: (count: number) => string;
  readonly times: (count: string) => string;
  readonly pause: (duration: string) => string;
  readonly faultsDropped: (count: string) => string;
  readonly chart: (name: string, now: string, peak: string) => string;
}

export interface Catalogue {
  readonly words: Readonly<Record<Word, string>>;
  readonly units: DurationUnits;
  readonly states: Readonly<Record<SessionState, string>>;
  readonly sentences: Sentences;
  readonly reasons: Readonly<Record<CloseReason, ReasonTexts>>;
  readonly problems: Readonly<Record<ProblemKind, ProblemTexts>>;
  readonly notes: Readonly<Record<NoteKind, (count: number) => string>>;
}
