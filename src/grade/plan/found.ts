/** What the rules, or a person, found to run for a submission. Plain data. */
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import type { Note } from "./rules/rule.ts";
import type { DecidedBy } from "./texts/texts.ts";

export interface Reason {
  /** `server.py:12: s.bind(("0.0.0.0", 45000))`; undefined if only a person names what runs. */
  readonly shown: string | undefined;
  readonly decidedBy: DecidedBy | undefined;
  readonly notes: readonly Note[];
}

export type Found =
  | { readonly kind: "settled"; readonly outcome: Outcome }
  | ({ readonly kind: "start"; readonly reason: Reason } & Pick<
      Plan,
      "language" | "workingFolder" | "build" | "command"
    >);

export function noServer(why: Extract<Outcome, { state: "no-server-found" }>["why"]): Found {
  return { kind: "settled", outcome: { state: "no-server-found", why } };
}

export function several(files: readonly string[]): Found {
  return {
    kind: "settled",
    outcome: { state: "undecided", why: { kind: "several-servers", files: [...files].sort() } },
  };
}
