/** Sessions → for each point of the assignment: proven by which sessions, or short of what. Pure. */
import {
  type CaptureFacts,
  type FailureReason,
  POINTS,
  type Point,
  type PointFacts,
  type Session,
} from "../capture/facts.ts";
import { judgeConcurrency } from "./points/concurrency.ts";
import { judgePort } from "./points/port.ts";
import { judgeBytes, judgePrefix, judgeTime } from "./points/replies.ts";
import { judgeQuit, judgeRequests } from "./points/requests.ts";

export interface Evidence {
  readonly port: number;
  readonly sessions: readonly Session[];
  readonly overlaps: CaptureFacts["overlaps"];
}

export type Failure = PointFacts["shortcomings"][number];

export interface Judgement {
  /** Sessions that show the point, the best one first. */
  readonly shown: readonly string[];
  readonly short: readonly Failure[];
}

/** What limits a proof and does not undo it. */
const REMARKS: ReadonlySet<FailureReason> = new Set(["one-client"]);

const JUDGES = {
  "1.a": judgePort,
  "1.b": judgeConcurrency,
  "1.c.i": judgeRequests,
  "1.c.ii": judgeQuit,
  "1.d.i": judgeBytes,
  "1.d.ii": judgePrefix,
  "1.d.iii": judgeTime,
} as const satisfies Readonly<Record<Point, (evidence: Evidence) => Judgement>>;

export function pointsOf(evidence: Evidence): readonly PointFacts[] {
  return POINTS.map((point) => {
    const { shown, short } =
      evidence.sessions.length === 0
        ? { shown: [], short: [failureOf("no-sessions")] }
        : JUDGES[point](evidence);
    const isProven = shown.length > 0 && short.every(({ kind }) => REMARKS.has(kind));
    return { point, isProven, evidence: [...new Set(shown)], shortcomings: oncePerKind(short) };
  });
}

export function failureOf(kind: FailureReason, session?: Session, detail?: string): Failure {
  return { kind, session: session?.id, detail };
}

/** The first session that shows a fault speaks for the others. */
function oncePerKind(short: readonly Failure[]): readonly Failure[] {
  return [...new Map(short.toReversed().map((one) => [one.kind, one])).values()].toReversed();
}
