/** The requests and replies of some sessions as table rows. */
import { visibleLine } from "../../text/visible.ts";
import type { RequestReply, Session, UnaskedReply } from "../capture/facts.ts";
import type { RequestRow } from "./outline.ts";
import { packetNames } from "./packet-words.ts";
import type { SectionWords } from "./words/words.ts";

const MOST_ROWS = 14;
const MOST_CHARACTERS = 64;

/** @param isSeveral whether packet numbers need the name of their file */
export function requestRows(sessions: readonly Session[], words: SectionWords, isSeveral: boolean) {
  const count = sessions.reduce((sum, { requests, unasked }) => sum + requests.length + unasked.length, 0);
  const rows: RequestRow[] = [];
  for (const session of sessions) {
    if (rows.length >= MOST_ROWS) break;
    rows.push(
      ...session.unasked
        .slice(0, MOST_ROWS - rows.length)
        .map((reply) => unaskedRow(session, reply, words, isSeveral)),
    );
    rows.push(
      ...session.requests
        .slice(0, MOST_ROWS - rows.length)
        .map((pair) => requestRow(session, pair, words, isSeveral)),
    );
  }
  const leftOut = count - rows.length;
  return { rows, note: leftOut > 0 ? words.requestsLeftOut(leftOut) : undefined };
}

function requestRow(
  { id }: Session,
  pair: RequestReply,
  words: SectionWords,
  isSeveral: boolean,
): RequestRow {
  return {
    session: id,
    request: textOf(pair.request, pair.requestUnseen !== undefined, words),
    segments: packetNames(pair.segments, pair.requestFile, isSeveral),
    reply:
      pair.reply === undefined && pair.replyUnseen === undefined
        ? words.requestTable.none
        : textOf(pair.reply, pair.replyUnseen !== undefined, words),
    isFault: isFault(pair),
    seconds: pair.isEarly
      ? words.requestTable.early
      : pair.replyMs === undefined
        ? "–"
        : (pair.replyMs / 1000).toFixed(6),
  };
}

function unaskedRow(
  { id }: Session,
  { reply, replyUnseen, replyPacket, replyFile, isRight }: UnaskedReply,
  words: SectionWords,
  isSeveral: boolean,
): RequestRow {
  return {
    session: id,
    request: words.requestTable.unasked,
    segments: packetNames([replyPacket], replyFile, isSeveral),
    reply: textOf(reply, replyUnseen !== undefined, words),
    isFault: replyUnseen === undefined && !isRight,
    seconds: "–",
  };
}

/** What was captured of a line, and that more may have been sent. */
function textOf(text: string | undefined, isUnseen: boolean, { requestTable }: SectionWords): string {
  const shown = visibleLine(text ?? "");
  const cut = shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS - 1)}…` : shown;
  if (!isUnseen) return cut;
  return cut === "" ? requestTable.unseen : `${cut} … (${requestTable.unseen})`;
}

function isFault({ kind, reply, replyUnseen, isRight }: RequestReply): boolean {
  if (replyUnseen !== undefined) return false;
  switch (kind) {
    case "time":
      return !isRight;
    case "quit":
      return reply !== undefined;
    case "time-cr":
    case "time-unterminated":
      return isRight;
    case "time-lf":
    case "other":
    case "unseen":
      return false;
  }
}
