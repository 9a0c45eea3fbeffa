/** Sessions → for each point of the assignment, the sessions that prove it, or the reasons why it is not proven. Pure. */
import {
  type FailureReason,
  POINTS,
  type Point,
  type PointFacts,
  type PointState,
} from "../capture/facts.ts";
import { doubtOf, type Evidence, failureOf, firstOfEach, type Judgement } from "./judgement.ts";
import { judgeConcurrency } from "./points/concurrency.ts";
import { judgePort } from "./points/port.ts";
import { judgeQuit } from "./points/quits.ts";
import { judgeBytes, judgePrefix, judgeTime } from "./points/replies.ts";
import { judgeRequests } from "./points/requests.ts";
import { isTold } from "./seen.ts";

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
    const { shown, failures, remarks = [], unseen = [] } = withHidden(judge(point, evidence), evidence);
    const state = stateOf(shown.length > 0, failures.length > 0, unseen.length > 0);
    return {
      ...{ point, state, isProven: state === "proven" },
      evidence: [...new Set(shown)],
      failures: firstOfEach(failures),
      remarks: firstOfEach(remarks),
      unseen: firstOfEach(unseen),
    };
  });
}

/** A session of which it is not known which side is the server shows nothing of a server. */
function judge(point: Point, evidence: Evidence): Judgement {
  const sessions = evidence.sessions.filter(isTold);
  if (sessions.length > 0) return JUDGES[point]({ ...evidence, sessions });
  const [untold] = evidence.sessions;
  return untold === undefined
    ? { shown: [], failures: [failureOf("no-sessions")] }
    : { shown: [], failures: [], unseen: [doubtOf("no-server-known", untold)] };
}

/** What is not there, and might be in a part of a file that cannot be read. */
const MISSING: ReadonlySet<FailureReason> = new Set([
  "no-sessions",
  "one-session",
  "no-overlap",
  "no-crlf-request",
  "no-replies",
  "no-quit",
]);

function withHidden(judgement: Judgement, { hiding }: Evidence): Judgement {
  const { shown, failures, unseen = [] } = judgement;
  const isMissing =
    shown.length === 0 && failures.length > 0 && failures.every(({ kind }) => MISSING.has(kind));
  if (hiding === undefined || !isMissing) return judgement;
  const doubt = doubtOf(hiding.kind, undefined, hiding.at === undefined ? undefined : String(hiding.at));
  return { ...judgement, failures: [], unseen: [...unseen, doubt] };
}

/** What is seen decides; what cannot be seen is neither a fault nor a proof. */
function stateOf(isShown: boolean, hasFailed: boolean, isHidden: boolean): PointState {
  if (hasFailed) return "not-proven";
  if (isShown) return "proven";
  return isHidden ? "unseen" : "not-proven";
}
