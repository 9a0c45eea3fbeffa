/** 1.c: what is served. `TIME` CR LF, however TCP splits it, and nothing else; `QUIT` CR LF ends the session. */
import type { Failure, FailureReason, RequestReply, Session } from "../../capture/facts.ts";
import { closingAfterQuit, type QuitClosing, silenceAfterQuit } from "../../capture/quit.ts";
import { looksLikeTime } from "../../capture/reply-line.ts";
import { bytesAsText } from "../../capture/stream.ts";
import { type Evidence, failureOf, type Judgement } from "../judgement.ts";

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

export function gotTime({ replyHex }: RequestReply): boolean {
  return replyHex !== undefined && looksLikeTime(bytesAsText(replyHex));
}

export function judgeRequests({ sessions }: Evidence): Judgement {
  const requests = requestsIn(sessions);
  const ofKind = (kind: RequestReply["kind"]) => requests.filter(({ pair }) => pair.kind === kind);
  const times = ofKind("time");
  const failures: Failure[] = [];
  if (times.length === 0) {
    const [bare] = ofKind("time-lf");
    if (bare) failures.push(failureOf("lf-instead-of-crlf", bare.session, bare.pair.request));
    else failures.push(failureOf("no-crlf-request"));
  }
  for (const { session, pair } of ofKind("time-lf").filter((one) => gotTime(one.pair))) {
    failures.push(failureOf("lf-was-served", session, pair.reply));
  }
  const unended = [...ofKind("time-cr"), ...ofKind("time-unterminated")];
  for (const { session, pair } of unended.filter((one) => gotTime(one.pair))) {
    failures.push(failureOf("unterminated-was-served", session, pair.request));
  }
  const isServed = ({ pair }: SessionRequest) => gotTime(pair) && !pair.isEarly;
  for (const { session, pair } of times.filter((one) => !isServed(one))) {
    failures.push(failureOf(reasonUnanswered(pair), session, pair.reply));
  }
  return { shown: times.filter(isServed).map(({ session }) => session.id), failures };
}

function reasonUnanswered(pair: RequestReply): "cut-not-answered" | "joined-not-answered" | "no-reply" {
  if (pair.segments.length > 1) return "cut-not-answered";
  return pair.sharesSegment ? "joined-not-answered" : "no-reply";
}

const QUIT_FAULTS: Readonly<Record<QuitClosing, FailureReason | undefined>> = {
  "server-fin": undefined,
  "server-reset": "closed-by-reset",
  ignored: "quit-not-closed",
  none: "quit-not-closed",
  "client-first": "client-closed-first",
};

export function judgeQuit({ sessions }: Evidence): Judgement {
  const quits = requestsIn(sessions).filter(({ pair }) => pair.kind === "quit");
  if (quits.length === 0) return { shown: [], failures: [whyNoQuit(sessions)] };
  const answered = quits
    .filter(({ pair }) => gotTime(pair))
    .map(({ session, pair }) => failureOf("quit-answered", session, pair.reply));
  const closings = quits.map(({ session, pair }) => ({
    ...{ session, pair },
    closing: closingAfterQuit(session, pair),
  }));
  const isKnown = closings.some(({ closing }) => closing !== "client-first");
  const shown = closings.filter(({ closing }) => closing === "server-fin").map(({ session }) => session.id);
  const failed = closings.flatMap(({ session, pair, closing }) => {
    const kind = QUIT_FAULTS[closing];
    // A client that closes at once hides what the server would have done, and is no evidence against it.
    const isHidden = kind === "client-closed-first" && isKnown;
    const silence = closing === "ignored" ? String(silenceAfterQuit(session, pair)) : undefined;
    return kind === undefined || isHidden ? [] : [failureOf(kind, session, silence)];
  });
  return { shown, failures: [...failed, ...answered] };
}

/** The `QUIT`s that the server ignored until the client closed. */
export function ignoredQuits(sessions: readonly Session[]): readonly SessionRequest[] {
  return requestsIn(sessions).filter(
    ({ session, pair }) => pair.kind === "quit" && closingAfterQuit(session, pair) === "ignored",
  );
}

function whyNoQuit(sessions: readonly Session[]): Failure {
  for (const { session, pair } of requestsIn(sessions)) {
    if (/^QUIT\s*\\n$/.test(pair.request)) {
      return failureOf("lf-instead-of-crlf", session, pair.request);
    }
  }
  return failureOf("no-quit");
}
