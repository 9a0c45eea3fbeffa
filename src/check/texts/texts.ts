/** The texts that every language has; a missing one does not compile. */
import type { Clause, Profile } from "../case.ts";
import type { CaseId } from "../cases/registry.ts";
import type { NotJudged, PortInUse } from "../not-judged.ts";
import type { FaultId, Parameters } from "../outcome.ts";
import type { AdviceId, AdviceTexts } from "./advice.ts";
import type { Idioms } from "./idioms.ts";

/** For a reader in any programming language; what one of them has to do with it is an idiom, see `idioms.ts`. */
export interface CaseTexts extends AdviceTexts {
  /** What a right server does, in one sentence. */
  readonly requirement: string;
}

export interface Texts {
  readonly cases: Readonly<Record<CaseId, CaseTexts>>;
  /** In place of a case's `why` and `fix`, where the try shows more. */
  readonly advice: Readonly<Record<AdviceId, AdviceTexts>>;
  readonly idioms: Idioms;
  /** What happened in this try, from the fault's parameters: one sentence. */
  readonly faults: Readonly<Record<FaultId, (parameters: Parameters) => string>>;
  /** The assignment's words, in this language. */
  readonly clauses: Readonly<Record<Clause, string>>;
  readonly profiles: Readonly<Record<Profile, string>>;
  /** Why a case was skipped; `on` is a case's id. */
  readonly skips: {
    readonly prerequisite: (on: string) => string;
    readonly "server-gone": (on: string) => string;
    readonly "process-unknown": string;
    readonly "too-slow": string;
    readonly "machine-too-busy": string;
  };
  /** Why nothing was judged, in one or two sentences. */
  readonly notJudged: (facts: NotJudged) => string;
  /** While a port is waited for. */
  readonly waitingForPort: (facts: PortInUse, seconds: number) => string;
  /** Every other word of a report. */
  readonly words: Readonly<Record<Word, string>>;
  /** `90 of 104 published servers fail this too`. */
  readonly prevalence: (fails: number, tried: number) => string;
}

/** Add a word here, and every language must have it. */
export const WORDS = [
  "title", // Conformance check
  "passes",
  "fails",
  "pass",
  "fail",
  "skip",
  "error",
  "flaky", // only the second try passed
  "must",
  "should",
  "grade",
  "clause",
  "whatHappened",
  "whyItHappens",
  "whatToChange",
  "replay", // try it by hand
  "timeLine",
  "passed", // N passed
  "failed",
  "skipped",
  "errors",
  "observed",
  "normalReply",
  "replyToQuit",
  "replyToHello",
  "servesTimeWithSuffix",
  "servesTimeWithBlank",
  "zoneOffset",
  "medianReply",
  "worstReply",
  "restartsAtOnce",
  "yes",
  "no",
  "nothing", // nothing came
  "process",
  "cpu",
  "memory",
  "threads",
  "exited", // the server ended by itself, after case
  "restarted", // it was started again after these cases
  "stderr",
  "sent",
  "received",
  "connected",
  "weEnded", // we sent FIN
  "weReset",
  "closed", // server closed (FIN)
  "reset", // server reset
  "refused",
  "notAccepted",
  "silence", // nothing more came
  "connection",
  "fixFirst",
  "better", // watch: got better
  "worse",
  "unchanged",
  "waitingForChange",
  "interrupted",
  "listensOn",
  "inBackground", // COMMAND ended and left its server running
] as const;
export type Word = (typeof WORDS)[number];
