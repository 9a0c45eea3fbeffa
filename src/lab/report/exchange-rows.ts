/** What was asked and answered in some sessions, as rows for print. */
import { visibleLine } from "../../text/visible.ts";
import type { RequestReply, Session } from "../capture/facts.ts";
import type { ExchangeRow } from "./outline.ts";
import type { SectionWords } from "./words/words.ts";

const MOST_ROWS = 14;
const MOST_CHARACTERS = 64;

export function exchangeRows(sessions: readonly Session[], words: SectionWords) {
  const all = sessions.flatMap((session) => session.exchanges.map((exchange) => ({ session, exchange })));
  const rows = all.slice(0, MOST_ROWS).map(
    ({ session, exchange }): ExchangeRow => ({
      session: session.id,
      request: cut(visibleLine(exchange.request)),
      segments: exchange.segments.map((number) => `${number}`).join(", "),
      reply: exchange.reply === undefined ? words.exchange.none : cut(visibleLine(exchange.reply)),
      isFault: isFault(exchange),
      milliseconds: exchange.replyMs === undefined ? "–" : exchange.replyMs.toFixed(3),
    }),
  );
  const leftOut = all.length - rows.length;
  return { rows, note: leftOut > 0 ? words.exchangesLeftOut(leftOut) : undefined };
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
      return false;
  }
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
