/** A session's segments → what was asked and what came back for it, in order. Pure. */
import { escapeBytes } from "../../text/escape.ts";
import type { RequestReply, Segment } from "./facts.ts";
import { clockDifferenceOf, isRightReply, isTimeLike, type ReplyLine, replyLinesOf } from "./reply-line.ts";
import { isEnded, kindOf, type RequestLine, wantsReply } from "./request-line.ts";
import { bytesAsText } from "./stream.ts";

interface Asked extends RequestLine {
  reply?: ReplyLine;
}

/** A client that has waited this long before it asks again got no reply to what it asked before. */
const WAITED_SECONDS = 0.1;

/** @param beginsAt seconds since 1970 from which the segments' times count */
export function requestRepliesOf(segments: readonly Segment[], beginsAt: number): readonly RequestReply[] {
  return askedIn(segments).map((asked, index, all) =>
    exchangeOf(asked, segments, beginsAt, [all[index - 1], all[index + 1]]),
  );
}

/** Walks the segments in order: what the client sends waits, what the server sends takes its place. */
function askedIn(segments: readonly Segment[]): readonly Asked[] {
  const replies = replyLinesOf(segments);
  const repliesAt = Map.groupBy(replies, (reply) => reply.index);
  const asked: Asked[] = [];
  let line: Asked | undefined;
  let timesLeft = replies.filter((reply) => isTimeLike(reply.text)).length;
  const asks = clientTextOf(segments).split("\n").filter(asksTime).length;
  for (const [index, segment] of segments.entries()) {
    if (segment.from === "client") {
      for (const part of bytesAsText(segment.hex).split(/(?<=\n)/)) {
        line ??= begin(asked);
        line.text += part;
        line.indexes.push(index);
        if (isEnded(part)) line = undefined;
      }
      continue;
    }
    for (const reply of repliesAt.get(index) ?? []) {
      const waiting = asked.slice(asked.findLastIndex((one) => one.reply !== undefined) + 1);
      const past = asked.slice(0, asked.length - waiting.length).filter((one) => asksTime(one.text));
      const answered = whoIsAnswered(waiting, reply, timesLeft < asks - past.length, segments);
      if (isTimeLike(reply.text)) timesLeft -= 1;
      if (answered === undefined) continue;
      answered.reply = reply;
      // `TIME` without an end was taken for a request: what comes next is another.
      if (answered === line && asksTime(line.text) && isTimeLike(reply.text)) line = undefined;
    }
  }
  return asked;
}

function begin(asked: Asked[]): Asked {
  const line: Asked = { text: "", indexes: [] };
  asked.push(line);
  return line;
}

const asksTime = (text: string) => text.startsWith("TIME");

function clientTextOf(segments: readonly Segment[]): string {
  const own = segments.filter(({ from }) => from === "client");
  return own.map(({ hex }) => bytesAsText(hex)).join("");
}

/**
 * The first that waits for such a reply; but where fewer times come than are asked for, one after which the
 * client waited in vain stands back, and so does an ill-formed one behind a well-formed one.
 */
function whoIsAnswered(
  waiting: readonly Asked[],
  reply: ReplyLine,
  areTooFew: boolean,
  segments: readonly Segment[],
): Asked | undefined {
  const first = waiting.find((one) => wantsReply(one.text)) ?? waiting[0];
  if (!isTimeLike(reply.text)) return first;
  const asking = waiting.filter((one) => asksTime(one.text));
  if (!areTooFew) return asking[0] ?? first;
  const askedAt = (one: Asked) => segments[one.indexes.at(-1) ?? -1]?.at ?? 0;
  const lastLeft = asking.findLastIndex((one, index) => {
    const next = asking[index + 1];
    return next !== undefined && askedAt(next) - askedAt(one) > WAITED_SECONDS;
  });
  const live = asking.slice(lastLeft + 1);
  return live.find((one) => kindOf(one.text) === "time") ?? live[0] ?? first;
}

function exchangeOf(
  asked: Asked,
  segments: readonly Segment[],
  beginsAt: number,
  neighbours: readonly (Asked | undefined)[],
): RequestReply {
  const { text, indexes, reply } = asked;
  const packetOf = (index: number | undefined) => segments[index ?? -1];
  const last = packetOf(indexes.at(-1));
  const answer = packetOf(reply?.index);
  const seconds = answer && last ? answer.at - last.at : undefined;
  return {
    request: escapeBytes(text),
    requestHex: Buffer.from(text, "latin1").toString("hex"),
    kind: kindOf(text),
    segments: indexes.map((index) => packetOf(index)?.packet ?? 0),
    sharesSegment: neighbours.some((other) => other?.indexes.some((index) => indexes.includes(index))),
    reply: reply && escapeBytes(reply.text),
    replyHex: reply && Buffer.from(reply.text, "latin1").toString("hex"),
    replyPacket: answer?.packet,
    isRight: reply !== undefined && isRightReply(reply.text),
    replyMs: seconds === undefined ? undefined : Math.round(seconds * 1e6) / 1e3,
    clockDifference: reply && answer && clockDifferenceOf(reply.text, beginsAt + answer.at),
  };
}
