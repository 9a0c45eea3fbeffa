/** The requests and replies of some sessions as table rows. */
import { visibleLine } from "../../text/visible.ts";
import type { RequestReply, Session } from "../capture/facts.ts";
import type { UnaskedReply } from "../capture/session.ts";
import type { RequestRow } from "./outline.ts";
import { packetNames } from "./packet-words.ts";
import type { SectionWords } from "./words/words.ts";

const MOST_ROWS = 14;
/** Of the rows that are chosen from too many, this many at most show the same. */
const MOST_OF_A_RANK = 8;
const MOST_CHARACTERS = 64;

interface Candidate {
  readonly rank: Rank;
  readonly row: () => RequestRow;
}

/** Of too many rows those are shown that say most. */
type Rank = "fault" | "telling" | "usual";

/** @param isSeveral whether packet numbers need the name of their file */
export function requestRows(
  point: "1.c.i" | "1.c.ii",
  sessions: readonly Session[],
  words: SectionWords,
  isSeveral: boolean,
) {
  const all = sessions.flatMap((session) => candidatesIn(session, point, words, isSeveral));
  const chosen = all.length <= MOST_ROWS ? all : chosenOf(all);
  const leftOut = all.length - chosen.length;
  return {
    rows: chosen.map(({ row }) => row()),
    note: leftOut > 0 ? words.requestsLeftOut(leftOut) : undefined,
  };
}

/** In the order of time. */
function candidatesIn(
  session: Session,
  point: "1.c.i" | "1.c.ii",
  words: SectionWords,
  isSeveral: boolean,
): readonly Candidate[] {
  const asked = session.requests.map((pair) => ({
    at: pair.requestedAt,
    rank: rankOf(pair, point),
    row: () => requestRow(session, pair, words, isSeveral),
  }));
  if (session.unasked.length === 0) return asked;
  const unasked = session.unasked.map((reply) => ({
    at: reply.repliedAt,
    rank: isWrong(reply) ? ("fault" as const) : ("telling" as const),
    row: () => unaskedRow(session, reply, words, isSeveral),
  }));
  return [...asked, ...unasked].sort((one, other) => one.at - other.at);
}

function rankOf(pair: RequestReply, point: "1.c.i" | "1.c.ii"): Rank {
  if (isFault(pair)) return "fault";
  const isQuit = pair.kind === "quit";
  if (point === "1.c.ii") return isQuit ? "telling" : "usual";
  const isPlain = pair.kind === "time" && pair.segments.length === 1 && !pair.sharesSegment;
  return isQuit || isPlain ? "usual" : "telling";
}

/** Some of each rank, and then more in the order of ranks. */
function chosenOf(all: readonly Candidate[]): readonly Candidate[] {
  const ranks = (["fault", "telling", "usual"] as const).map((rank) =>
    all.filter((one) => one.rank === rank),
  );
  const some = ranks.flatMap((own) => own.slice(0, MOST_OF_A_RANK)).slice(0, MOST_ROWS);
  const more = ranks.flatMap((own) => own.slice(MOST_OF_A_RANK)).slice(0, MOST_ROWS - some.length);
  const chosen = new Set([...some, ...more]);
  return all.filter((one) => chosen.has(one));
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
  unasked: UnaskedReply,
  words: SectionWords,
  isSeveral: boolean,
): RequestRow {
  const { reply, replyUnseen, replyPacket, replyFile } = unasked;
  return {
    session: id,
    request: words.requestTable.unasked,
    segments: packetNames([replyPacket], replyFile, isSeveral),
    reply: textOf(reply, replyUnseen !== undefined, words),
    isFault: isWrong(unasked),
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

const isWrong = ({ replyUnseen, isRight }: UnaskedReply) => replyUnseen === undefined && !isRight;

function isFault({ kind, reply, replyUnseen, isRight, hasArrived }: RequestReply): boolean {
  if (replyUnseen !== undefined) return false;
  if (kind === "quit") return reply !== undefined;
  return kind === "time" && !isRight && (reply !== undefined || hasArrived);
}
