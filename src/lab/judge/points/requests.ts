/** 1.c.i: what is served. `TIME` CR LF, however TCP splits it. What else the server serves is remarked on. */
import type { Doubt, Failure, Remark, RequestReply, Session } from "../../capture/facts.ts";
import { looksLikeTime } from "../../capture/reply-line.ts";
import { bytesAsText } from "../../capture/stream.ts";
import { doubtOf, type Evidence, failureOf, type Judgement, remarkOf } from "../judgement.ts";
import { unseenIn } from "../seen.ts";

export interface SessionRequest {
  readonly session: Session;
  readonly pair: RequestReply;
}

/** All requests up to each session's first `QUIT`, after which nothing counts. */
export function requestsIn(sessions: readonly Session[]): readonly SessionRequest[] {
  return sessions.flatMap((session) => {
    const quit = session.requests.findIndex(({ kind }) => kind === "quit");
    const live = quit < 0 ? session.requests : session.requests.slice(0, quit + 1);
    return live.map((pair) => ({ session, pair }));
  });
}

/** A whole reply that is meant as a time. */
export function gotTime({ replyHex, replyUnseen, isRight }: RequestReply): boolean {
  if (replyHex === undefined || replyUnseen !== undefined) return false;
  return isRight || looksLikeTime(bytesAsText(replyHex));
}

export const isServed = (pair: RequestReply) => gotTime(pair) && !pair.isEarly;

export function judgeRequests({ sessions }: Evidence): Judgement {
  const requests = requestsIn(sessions);
  const times = requests.filter(({ pair }) => pair.kind === "time");
  const shown = times.filter(({ pair }) => isServed(pair)).map(({ session }) => session.id);
  const unserved = times.filter(({ pair }) => !isServed(pair));
  const unseen = unserved.flatMap(whyUnseen);
  const failures = unserved.filter((one) => whyUnseen(one).length === 0).map(failureFor);
  const remarks = requests.flatMap(remarksOn);
  if (times.length > 0) return { shown, failures, remarks, unseen };
  // A request that is seen to have no CR is a fact, whatever else there was.
  const bare = requests.find(({ pair }) => pair.kind === "time-lf");
  if (bare) return none(failureOf("lf-instead-of-crlf", bare.session, bare.pair.request), remarks);
  const hidden = hiddenRequests(sessions);
  if (hidden.length > 0) return { shown: [], failures: [], remarks, unseen: hidden };
  return none(failureOf("no-crlf-request"), remarks);
}

const none = (failure: Failure, remarks: readonly Remark[]): Judgement => ({
  ...{ shown: [], remarks },
  failures: [failure],
});

/** What the captures hide of the service of a request; nothing, if they show that it arrived and was not served. */
export function whyUnseen({ session, pair }: SessionRequest): readonly Doubt[] {
  if (pair.isEarly) return [];
  if (pair.replyUnseen !== undefined) return [doubtOf(pair.replyUnseen, session, "server")];
  return pair.reply === undefined && !pair.hasArrived ? [doubtOf("arrival", session)] : [];
}

function failureFor({ session, pair }: SessionRequest): Failure {
  return failureOf(reasonUnanswered(pair), session, pair.reply);
}

function reasonUnanswered(pair: RequestReply): "cut-not-answered" | "joined-not-answered" | "no-reply" {
  if (pair.segments.length > 1) return "cut-not-answered";
  return pair.sharesSegment ? "joined-not-answered" : "no-reply";
}

function remarksOn({ session, pair }: SessionRequest): readonly Remark[] {
  if (!gotTime(pair)) return [];
  if (pair.kind === "time-lf") return [remarkOf("lf-was-served", session, pair.reply)];
  const isUnended = pair.kind === "time-cr" || pair.kind === "time-unterminated";
  return isUnended ? [remarkOf("unterminated-was-served", session, pair.request)] : [];
}

const HIDING = ["truncated", "no-client-packets", "gap"] as const;

/** Why a capture without any request may nevertheless have missed some: not all were captured, or not whole. */
export function hiddenRequests(sessions: readonly Session[]): readonly Doubt[] {
  const hidden = sessions.flatMap((session) =>
    unseenIn(session, HIDING, "client").map((kind) => doubtOf(kind, session, "client")),
  );
  return hidden.length > 0 ? hidden : outside(sessions);
}

/** No session is whole: each began before the capture, or ended after it. */
export function outside(sessions: readonly Session[]): readonly Doubt[] {
  const kinds = sessions.map((session) => unseenIn(session, ["begins-before", "ends-after"])[0]);
  return kinds.every((kind) => kind !== undefined)
    ? kinds.map((kind, index) => doubtOf(kind, sessions[index]))
    : [];
}
