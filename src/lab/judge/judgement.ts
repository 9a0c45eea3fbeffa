/** What the judge of a point is given and what it returns. */
import type { CaptureFacts, Failure, FailureReason, Session } from "../capture/facts.ts";

export interface Evidence {
  readonly port: number;
  readonly sessions: readonly Session[];
  readonly overlaps: CaptureFacts["overlaps"];
}

export interface Judgement {
  /** Sessions that show the point, the best one first. */
  readonly shown: readonly string[];
  readonly failures: readonly Failure[];
}

export function failureOf(kind: FailureReason, session?: Session, detail?: string): Failure {
  return { kind, session: session?.id, detail };
}
