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
  | { readonly state: "no-server-found"; readonly why: NoServer }
  | { readonly state: "undecided"; readonly why: Undecided }
  | { readonly state: "cannot-read"; readonly why: Unreadable }
  | { readonly state: "not-submitted" }
  | { readonly state: "judge-error"; readonly message: string };

export type Undecided =
  | { readonly kind: "several-servers"; readonly files: readonly string[] }
  | { readonly kind: "same-id"; readonly sources: readonly string[] };

/** Why no server was found in a submission; `plan/texts/` has a sentence for each, in every language. */
export type NoServer =
  /** These connect to a server, and none listens. */
  | { readonly kind: "only-client"; readonly file: string; readonly line: number }
  | { readonly kind: "only-udp"; readonly file: string; readonly line: number }
  | { readonly kind: "never-listens"; readonly file: string; readonly line: number }
  /** It listens, but no `main` leads to it. */
  | { readonly kind: "no-main"; readonly file: string; readonly line: number }
  /** Source files, of which none opens a TCP port. */
  | { readonly kind: "no-listener"; readonly files: readonly string[] }
  | { readonly kind: "notebook"; readonly file: string }
  | { readonly kind: "only-compiled"; readonly file: string }
  /** `language` is the name of one that has no rule. */
  | { readonly kind: "other-language"; readonly file: string; readonly language: string }
  /** No file of the submission is source code. */
  | { readonly kind: "no-source"; readonly files: readonly string[] }
  /** grade.toml or the manifest names a file that the submission does not have. */
  | { readonly kind: "missing-file"; readonly file: string };

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
