/** Sessions → for each point of the assignment, the sessions that prove it, or the reasons why it is not proven. Pure. */
import { type FailureReason, POINTS, type Point, type PointFacts } from "../capture/facts.ts";
import { firstOfEach } from "./first-of-each.ts";
import { type Evidence, failureOf, type Judgement } from "./judgement.ts";
import { judgeConcurrency } from "./points/concurrency.ts";
import { judgePort } from "./points/port.ts";
import { judgeBytes, judgePrefix, judgeTime } from "./points/replies.ts";
import { judgeQuit, judgeRequests } from "./points/requests.ts";

/** These limit a proof without refuting it. */
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
    const { shown, failures } =
      evidence.sessions.length === 0
        ? { shown: [], failures: [failureOf("no-sessions")] }
        : JUDGES[point](evidence);
    const isProven = shown.length > 0 && failures.every(({ kind }) => REMARKS.has(kind));
    return {
      point,
      isProven,
      evidence: [...new Set(shown)],
      failures: firstOfEach(failures, ({ kind }) => kind),
    };
  });
}
