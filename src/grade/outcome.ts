/** What became of a submission: a judged server, or a state that is no grade. Plain data. */
import type { CheckResult } from "../check/result.ts";
import type { Unreadable } from "./submission.ts";

export const STATES = [
  "judged",
  "did-not-build",
  "did-not-start",
  "no-server-found",
  "undecided",
  "cannot-read",
  "not-submitted",
  "judge-error",
] as const;
export type State = (typeof STATES)[number];

/** What the submission used up, for which its processes were stopped: one of `Limits`, or the scratch folder's room. */
export type Exceeded = "seconds" | "cpu" | "memory" | "output" | "disk";

export type Outcome =
  /**
   * Only this one has a grade. `result.target.port` is where it was judged; another than the asked port is marked.
   * `exceeded`: its processes were stopped for it, and the cases that were tried then failed because of it.
   */
  | { readonly state: "judged"; readonly result: CheckResult; readonly exceeded?: Exceeded }
  /** `output`: the compiler's last lines, escaped. */
  | {
      readonly state: "did-not-build";
      readonly command: readonly string[];
      readonly output: string;
      readonly exceeded?: Exceeded;
    }
  | { readonly state: "did-not-start"; readonly result: CheckResult; readonly exceeded?: Exceeded }
  | { readonly state: "no-server-found"; readonly why: string }
  | { readonly state: "undecided"; readonly why: Undecided }
  | { readonly state: "cannot-read"; readonly why: Unreadable }
  | { readonly state: "not-submitted" }
  | { readonly state: "judge-error"; readonly message: string };

export type Undecided =
  | { readonly kind: "several-servers"; readonly files: readonly string[] }
  | { readonly kind: "same-id"; readonly sources: readonly string[] };

/** One line of the journal: everything that is known of one submission when it is done. */
export interface Graded {
  readonly id: string;
  readonly name: string | undefined;
  readonly source: string;
  readonly submittedAt: string | undefined;
  readonly isLate: boolean | undefined;
  readonly earlier: readonly string[];
  /** Of the content, and of what it was judged by: the cases, the plan and the weights. Another key is judged again. */
  readonly key: string;
  readonly language: string | undefined;
  /** What ran, and why. */
  readonly command: readonly string[] | undefined;
  readonly outcome: Outcome;
  /** ISO 8601. */
  readonly gradedAt: string;
  readonly seconds: number;
}
