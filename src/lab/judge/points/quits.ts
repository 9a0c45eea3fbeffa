/** 1.c.ii: `QUIT` CR LF ends the session. The server's close within two seconds of it shows that, by FIN or by RST. */
import type { Doubt, Failure, Remark, Session } from "../../capture/facts.ts";
import { doubtOf, type Evidence, failureOf, type Judgement, remarkOf } from "../judgement.ts";
import { closingAfterQuit, type QuitClosing } from "../quit.ts";
import { gotTime, hiddenRequests, requestsIn, type SessionRequest } from "./requests.ts";

export interface Quit extends SessionRequest {
  readonly closing: QuitClosing;
}

export function quitsIn(sessions: readonly Session[]): readonly Quit[] {
  return requestsIn(sessions)
    .filter(({ pair }) => pair.kind === "quit")
    .map(({ session, pair }) => ({ session, pair, closing: closingAfterQuit(session, pair) }));
}

export function judgeQuit({ sessions }: Evidence): Judgement {
  const quits = quitsIn(sessions);
  if (quits.length === 0) {
    const bare = bareQuit(sessions);
    const unseen = bare ? [] : hiddenRequests(sessions);
    const missing = unseen.length > 0 ? [] : [bare ?? failureOf("no-quit")];
    return { shown: [], failures: missing, unseen };
  }
  const closed = quits.filter(({ closing }) => closing.kind === "closed");
  // A FIN is what a server usually ends a session with: a session with one is shown first.
  const best = closed.toSorted((a, b) => Number(isReset(a)) - Number(isReset(b)));
  return {
    shown: best.map(({ session }) => session.id),
    // A session that ended before its QUIT says nothing against one that ended with it.
    failures: quits
      .filter(({ closing }) => closing.kind !== "before" || closed.length === 0)
      .flatMap(failuresOf),
    remarks: closed.filter(isReset).map(({ session }): Remark => remarkOf("closed-by-reset", session)),
    unseen: quits.flatMap(doubtsOf),
  };
}

export function isReset({ closing }: Quit): boolean {
  return closing.kind === "closed" && closing.packet.flags.rst;
}

function failuresOf({ session, pair, closing }: Quit): readonly Failure[] {
  const answered = gotTime(pair) ? [failureOf("quit-answered", session, pair.reply)] : [];
  switch (closing.kind) {
    case "ignored":
      return [failureOf("quit-not-closed", session, `${closing.seconds} ${closing.until}`), ...answered];
    case "late":
      return [failureOf("quit-closed-late", session, String(closing.seconds)), ...answered];
    case "before":
      return [failureOf("closed-before-quit", session), ...answered];
    case "closed":
    case "unseen":
      return answered;
  }
}

function doubtsOf({ session, closing }: Quit): readonly Doubt[] {
  return closing.kind === "unseen" ? [doubtOf(closing.cause, session, "server")] : [];
}

/** A `QUIT` that is seen to have no CR. */
function bareQuit(sessions: readonly Session[]): Failure | undefined {
  for (const { session, pair } of requestsIn(sessions)) {
    if (/^QUIT\s*\\n$/.test(pair.request)) {
      return failureOf("lf-instead-of-crlf", session, pair.request);
    }
  }
  return undefined;
}
