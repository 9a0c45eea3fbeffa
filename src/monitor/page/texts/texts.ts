/** All texts of the page, which every language must have: a missing one does not compile. */
import type { CloseReason, REFUSALS } from "../../../server/counters.ts";
import type { SessionState } from "../../facts/api.ts";
import type { NoteKind, ProblemKind } from "../chunks/notes.ts";

/** Words and sentences without parameters. */
export type Word =
  | "title"
  | "skip" // the link to the main part
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
  | "noContact" // in the title of the page, while the monitor does not answer
  | "tooManyPages" // it answers, but has no free stream
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
  | "flow" // the name of the sequence diagram
  | "server"
  | "gone" // the session is no longer kept
  | "noRecord"
  | "recordSuspended"
  | "nothingYet"
  | "asJson"
  | "allRight"
  | "finAllowed" // after "client closed", where every line was right
  | "openWaiting"
  | "tryIt"
  | "faults"
  | "noFaults"
  | "noFaultsHelp"
  | "classBoard"
  | "right"
  | "wrong"
  | "open"
  | "empty"
  | "clockRefused" // the server refused the time because of its own clock
  | "nothingAsked" // after "client closed", where no request came
  | "connect"
  | "alsoAt" // before other addresses of the server
  | "onlyHere"
  | "thisPage"
  | "needsToken"
  | "copy"
  | "copied"
  | "copyLink"
  | "saveSvg"
  | "savePng"
  | "present"
  | "leave"
  | "hex"
  | "followNewest"
  | "older"
  | "newer"
  | "nothingPicked"
  | (typeof REFUSALS)[number];

export type DurationUnits = Readonly<Record<"day" | "hour" | "minute" | "second" | "millisecond", string>>;

export interface ReasonTexts {
  /** Two or three words, as in a list. */
  readonly label: string;
  /** Of a bad end: a sentence. */
  readonly happened?: string;
  /** What it means, and what to change, for a student. */
  readonly text: string;
}

export interface ProblemTexts {
  readonly label: string;
  /** What happened, and how often. */
  readonly happened: (count: number) => string;
  /** Why clients do it, and what to change. */
  readonly why: string;
}

/** Sentences around a number; a string is a formatted number. */
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
  readonly replyBytesLeftOut: (count: string) => string;
  /** Refused lines that the server counted and did not record. */
  readonly unrecorded: (count: string) => string;
  /** No update has come for this long. */
  readonly noContact: (duration: string) => string;
  /** The server that is shown was started at this time, and what was shown before is of an earlier one. */
  readonly restarted: (at: string) => string;
  readonly bytes: (count: number) => string;
  readonly times: (count: string) => string;
  readonly copyOf: (program: string) => string;
  readonly stepBack: string;
  readonly stepOn: string;
  readonly stepOf: (step: string, steps: string) => string;
  readonly pause: (duration: string) => string;
  readonly faultsDropped: (count: string) => string;
  readonly chart: (name: string, now: string, peak: string) => string;
}

export interface Texts {
  readonly words: Readonly<Record<Word, string>>;
  readonly units: DurationUnits;
  readonly states: Readonly<Record<SessionState, string>>;
  readonly sentences: Sentences;
  readonly reasons: Readonly<Record<CloseReason, ReasonTexts>>;
  readonly problems: Readonly<Record<ProblemKind, ProblemTexts>>;
  readonly notes: Readonly<Record<NoteKind, (count: number) => string>>;
}
