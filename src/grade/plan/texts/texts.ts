/** The sentences that explain a plan, which every language has. */
import type { NoServer } from "../../outcome.ts";
import type { Note } from "../rules/rule.ts";

/** Who decided what runs, in place of the rules. */
export type DecidedBy = "student" | "manifest" | "class";

export interface PlanTexts {
  /** What was found instead of a server, and what to do: two sentences. */
  readonly noServer: (why: NoServer) => string;
  /** Part of a line: no capital, no full stop. */
  readonly note: (note: Note) => string;
  readonly severalServers: (files: string) => string;
  readonly sameId: (sources: string) => string;
  readonly decidedBy: (who: DecidedBy, file: string) => string;
}
