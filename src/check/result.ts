/** What a check found, as a value; every report is a function of it. */
import type { Clause, Level, Profile } from "./case.ts";
import type { NotJudged } from "./not-judged.ts";
import type { FaultId, Parameters } from "./outcome.ts";
import type { TraceEvent } from "./probe/trace.ts";
import type { CodeLanguage } from "./texts/code-language.ts";

export type CaseResult = {
  readonly id: string;
  readonly clause: Clause;
  readonly level: Level;
  readonly profile: Profile;
  /** A pass that only the second try brought. */
  readonly isFlaky: boolean;
  readonly seconds: number;
  /** Of the failed try where there was one, else of the last; at most 64 events. */
  readonly trace: readonly TraceEvent[];
} & (
  | {
      readonly verdict: "pass";
      /** Of a flaky pass: what the first try failed for. */
      readonly firstTry?: { readonly fault: FaultId; readonly parameters: Parameters };
    }
  | { readonly verdict: "fail"; readonly fault: FaultId; readonly parameters: Parameters }
  | {
      readonly verdict: "skip";
      /** `prerequisite`: `on` failed or was skipped; `server-gone`: it stopped serving after `on`. */
      readonly why: "prerequisite" | "server-gone" | "process-unknown" | "too-slow" | "machine-too-busy";
      readonly on?: string;
    }
  | { readonly verdict: "error"; readonly code: string; readonly message: string }
);

export interface ProfileResult {
  readonly profile: Profile;
  /** All its chosen `must` cases passed. */
  readonly passes: boolean;
  readonly mustPassed: number;
  readonly mustTotal: number;
  readonly shouldPassed: number;
  readonly shouldTotal: number;
}

/** Observed, never judged. Undefined where it could not be seen. */
export interface Observations {
  /** The reply to TIME, escaped. */
  readonly normalReply?: string;
  /** Of a COMMAND: the addresses and ports on which its processes listen. */
  readonly listensOn?: readonly string[];
  readonly replyToQuit?: string;
  readonly replyToHello?: string;
  readonly servesTimeWithSuffix?: boolean;
  readonly servesTimeWithBlank?: boolean;
  /** Minutes east of UTC. */
  readonly zoneOffsetMinutes?: number;
  readonly medianReplyMs?: number;
  readonly worstReplyMs?: number;
  readonly restartsAtOnce?: boolean;
}

/** Of a server that the check started. */
export interface ProcessFacts {
  readonly command: readonly string[];
  /** In which its server is written, if that shows. */
  readonly language?: CodeLanguage;
  readonly cpuSeconds: number;
  readonly peakMemoryKib: number;
  readonly peakThreads: number;
  /** COMMAND has ended and left the server running. */
  readonly isInBackground?: true;
  /** How it ended before the check stopped it. */
  readonly exit?: {
    readonly code: number | null;
    readonly signal: string | null;
    readonly afterCase: string;
  };
  /** The cases in which it died and after which it was started again. */
  readonly restartedAfter?: readonly string[];
  /** The last 4 KiB of its stderr, escaped, where it ended by itself; else its last traceback. */
  readonly stderr?: string;
}

/** By case id; numbers that are not negative. */
export type Weights = Readonly<Record<string, number>>;

export interface CheckResult {
  readonly schema: 2;
  /** Where it was judged: of a COMMAND, where its own processes listen. */
  readonly target: { readonly host: string; readonly port: number };
  readonly startedAt: string;
  readonly seconds: number;
  readonly cases: readonly CaseResult[];
  readonly profiles: readonly ProfileResult[];
  /** All chosen profiles pass. */
  readonly passes: boolean;
  /** The share of `must` cases passed, 0 to 1; by weight where there are weights. */
  readonly grade: number;
  /** What a case counts in the grade, where that was chosen; one that is not named counts nothing. */
  readonly weights?: Weights;
  /** Whose server it is, in the words of the one who checks it. */
  readonly title?: string;
  readonly observations: Observations;
  readonly process?: ProcessFacts;
  readonly notJudged?: NotJudged;
  /** The check was ended before its time; `cases` has what was judged until then. */
  readonly isInterrupted?: true;
}
