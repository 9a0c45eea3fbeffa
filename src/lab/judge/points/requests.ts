/** 1.c: what is served. `TIME` CR LF, wherever TCP cut it, and nothing less; `QUIT` CR LF ends the session. */
import type { FailureReason, RequestReply, Session } from "../../capture/facts.ts";
import { closingAfterQuit, type QuitClosing, silenceAfterQuit } from "../../capture/quit.ts";
import { isTimeLike } from "../../capture/reply-line.ts";
import { bytesAsText } from "../../capture/stream.ts";
import { type Evidence, type Failure, failureOf, type Judgement } from "../points.ts";

export interface Asked {
  readonly session: Session;
  readonly exchange: RequestReply;
}

/** Everything that was asked before the session's first `QUIT`, which is its last word. */
export function askedIn(sessions: readonly Session[]): readonly Asked[] {
  return sessions.flatMap((session) => {
    const quit = session.exchanges.findIndex(({ kind }) => kind === "quit");
    const live = quit < 0 ? session.exchanges : session.exchanges.slice(0, quit + 1);
    return live.map((exchange) => ({ session, exchange }));
  });
}

export function gotTime({ replyHex }: RequestReply): boolean {
  return replyHex !== undefined && isTimeLike(bytesAsText(replyHex));
}

export function judgeRequests({ sessions }: Evidence): Judgement {
  const asked = askedIn(sessions);
  const ofKind = (kind: RequestReply["kind"]) => asked.filter(({ exchange }) => exchange.kind === kind);
  const times = ofKind("time");
  const short: Failure[] = [];
  if (times.length === 0) {
    const [bare] = ofKind("time-lf");
    if (bare) short.push(failureOf("lf-instead-of-crlf", bare.session, bare.exchange.request));
    else short.push(failureOf("no-crlf-request"));
  }
  for (const { session, exchange } of ofKind("time-lf").filter((one) => gotTime(one.exchange))) {
    short.push(failureOf("lf-was-served", session, exchange.reply));
  }
  const unended = [...ofKind("time-cr"), ...ofKind("time-unterminated")];
  for (const { session, exchange } of unended.filter((one) => gotTime(one.exchange))) {
    short.push(failureOf("unterminated-was-served", session, exchange.request));
  }
  const isServed = ({ exchange }: Asked) => gotTime(exchange) && (exchange.replyMs ?? 0) >= 0;
  for (const { session, exchange } of times.filter((one) => !isServed(one))) {
    short.push(failureOf(reasonUnanswered(exchange), session, exchange.reply));
  }
  return { shown: times.filter(isServed).map(({ session }) => session.id), short };
}

function reasonUnanswered(exchange: RequestReply): "cut-not-answered" | "joined-not-answered" | "no-reply" {
  if (exchange.segments.length > 1) return "cut-not-answered";
  return exchange.sharesSegment ? "joined-not-answered" : "no-reply";
}

const QUIT_FAULTS: Readonly<Record<QuitClosing, FailureReason | undefined>> = {
  "server-fin": undefined,
  "server-reset": "closed-by-reset",
  ignored: "quit-not-closed",
  none: "quit-not-closed",
  "client-first": "client-closed-first",
};

export function judgeQuit({ sessions }: Evidence): Judgement {
  const quits = askedIn(sessions).filter(({ exchange }) => exchange.kind === "quit");
  if (quits.length === 0) return { shown: [], short: [whyNoQuit(sessions)] };
  const answered = quits
    .filter(({ exchange }) => gotTime(exchange))
    .map(({ session, exchange }) => failureOf("quit-answered", session, exchange.reply));
  const closings = quits.map(({ session, exchange }) => ({
    ...{ session, exchange },
    closing: closingAfterQuit(session, exchange),
  }));
  const isTold = closings.some(({ closing }) => closing !== "client-first");
  const shown = closings.filter(({ closing }) => closing === "server-fin").map(({ session }) => session.id);
  const failed = closings.flatMap(({ session, exchange, closing }) => {
    const kind = QUIT_FAULTS[closing];
    // A client that closes at once hides what the server would have done, and says nothing against it.
    const isHidden = kind === "client-closed-first" && isTold;
    const silence = closing === "ignored" ? String(silenceAfterQuit(session, exchange)) : undefined;
    return kind === undefined || isHidden ? [] : [failureOf(kind, session, silence)];
  });
  return { shown, short: [...failed, ...answered] };
}

/** The sessions whose `QUIT` the server left unheeded, until the client closed. */
export function ignoredQuits(sessions: readonly Session[]): readonly Asked[] {
  return askedIn(sessions).filter(
    ({ session, exchange }) => exchange.kind === "quit" && closingAfterQuit(session, exchange) === "ignored",
  );
}

function whyNoQuit(sessions: readonly Session[]): Failure {
  for (const { session, exchange } of askedIn(sessions)) {
    if (/^QUIT\s*\\n$/.test(exchange.request)) {
      return failureOf("lf-instead-of-crlf", session, exchange.request);
    }
  }
  return failureOf("no-quit");
}
