/** The requests and replies of some sessions as table rows. */
import { visibleLine } from "../../text/visible.ts";
import type { RequestReply, Session } from "../capture/facts.ts";
import type { RequestRow } from "./outline.ts";
import type { SectionWords } from "./words/words.ts";

const MOST_ROWS = 14;
const MOST_CHARACTERS = 64;

export function requestRows(sessions: readonly Session[], words: SectionWords) {
  const all = sessions.flatMap((session) => session.requests.map((pair) => ({ session, pair })));
  const rows = all.slice(0, MOST_ROWS).map(
    ({ session, pair }): RequestRow => ({
      session: session.id,
      request: cut(visibleLine(pair.request)),
      segments: pair.segments.map((number) => `${number}`).join(", "),
      reply: pair.reply === undefined ? words.requestTable.none : cut(visibleLine(pair.reply)),
      isFault: isFault(pair),
      milliseconds: pair.replyMs === undefined ? "–" : pair.replyMs.toFixed(3),
    }),
  );
  const leftOut = all.length - rows.length;
  return { rows, note: leftOut > 0 ? words.requestsLeftOut(leftOut) : undefined };
}

function isFault({ kind, reply, isRight }: RequestReply): boolean {
  switch (kind) {
    case "time":
      return !isRight;
    case "quit":
      return reply !== undefined;
    case "time-lf":
    case "time-cr":
    case "time-unterminated":
      return isRight;
    case "other":
    case "unseen":
      return false;
  }
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
