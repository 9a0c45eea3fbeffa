/** A session's segments → its requests, each with its reply, in order. Pure. */
import { escapeBytes } from "../../text/escape.ts";
import type { RequestReply, Segment } from "./facts.ts";
import {
  clockDifferenceOf,
  isRightReply,
  looksLikeTime,
  type ReplyLine,
  replyLinesOf,
} from "./reply-line.ts";
import { expectsReply, isEnded, kindOf, type RequestLine } from "./request-line.ts";
import { bytesAsText } from "./stream.ts";

interface PendingRequest extends RequestLine {
  reply?: ReplyLine;
}

/** A client that waits this long before its next request got no reply to the last one. */
const WAITED_SECONDS = 0.1;

/** @param beginsAt seconds since 1970 from which the segments' times count */
export function requestRepliesOf(segments: readonly Segment[], beginsAt: number): readonly RequestReply[] {
  return linesIn(segments).map((line, index, all) =>
    requestReplyOf(line, segments, beginsAt, [all[index - 1], all[index + 1]]),
  );
}

/** Walks the segments in order: the client's lines wait for a reply, and each reply is assigned to one of them. */
function linesIn(segments: readonly Segment[]): readonly PendingRequest[] {
  const replies = replyLinesOf(segments);
  const repliesAt = Map.groupBy(replies, (reply) => reply.index);
  const lines: PendingRequest[] = [];
  let line: PendingRequest | undefined;
  let timesLeft = replies.filter((reply) => looksLikeTime(reply.text)).length;
  const timesExpected = clientTextOf(segments).split("\n").filter(isTimeRequest).length;
  for (const [index, segment] of segments.entries()) {
    if (segment.from === "client") {
      for (const part of bytesAsText(segment.hex).split(/(?<=\n)/)) {
        line ??= begin(lines);
        line.text += part;
        line.indexes.push(index);
        if (isEnded(part)) line = undefined;
      }
      continue;
    }
    for (const reply of repliesAt.get(index) ?? []) {
      const waiting = lines.slice(lines.findLastIndex((one) => one.reply !== undefined) + 1);
      const past = lines.slice(0, lines.length - waiting.length).filter((one) => isTimeRequest(one.text));
      const answered = lineOfReply(waiting, reply, timesLeft < timesExpected - past.length, segments);
      if (looksLikeTime(reply.text)) timesLeft -= 1;
      if (answered === undefined) continue;
      answered.reply = reply;
      // The server took `TIME` without a line end for a request: what follows is the next one.
      if (answered === line && isTimeRequest(line.text) && looksLikeTime(reply.text)) line = undefined;
    }
  }
  return lines;
}

function begin(lines: PendingRequest[]): PendingRequest {
  const line: PendingRequest = { text: "", indexes: [] };
  lines.push(line);
  return line;
}

const isTimeRequest = (text: string) => text.startsWith("TIME");

function clientTextOf(segments: readonly Segment[]): string {
  const own = segments.filter(({ from }) => from === "client");
  return own.map(({ hex }) => bytesAsText(hex)).join("");
}

/**
 * The first line that waits for such a reply. But if there are fewer times than requests for one, a request after
 * which the client waited in vain is skipped, and a well-formed request goes before an ill-formed one.
 */
function lineOfReply(
  waiting: readonly PendingRequest[],
  reply: ReplyLine,
  areTooFew: boolean,
  segments: readonly Segment[],
): PendingRequest | undefined {
  const first = waiting.find((one) => expectsReply(one.text)) ?? waiting[0];
  if (!looksLikeTime(reply.text)) return first;
  const timeRequests = waiting.filter((one) => isTimeRequest(one.text));
  if (!areTooFew) return timeRequests[0] ?? first;
  const requestedAt = (one: PendingRequest) => segments[one.indexes.at(-1) ?? -1]?.at ?? 0;
  const lastLeft = timeRequests.findLastIndex((one, index) => {
    const next = timeRequests[index + 1];
    return next !== undefined && requestedAt(next) - requestedAt(one) > WAITED_SECONDS;
  });
  const live = timeRequests.slice(lastLeft + 1);
  return live.find((one) => kindOf(one.text) === "time") ?? live[0] ?? first;
}

function requestReplyOf(
  line: PendingRequest,
  segments: readonly Segment[],
  beginsAt: number,
  neighbours: readonly (PendingRequest | undefined)[],
): RequestReply {
  const { text, indexes, reply } = line;
  const packetOf = (index: number | undefined) => segments[index ?? -1];
  const last = packetOf(indexes.at(-1));
  const answer = packetOf(reply?.index);
  const seconds = answer && last ? answer.at - last.at : undefined;
  return {
    request: escapeBytes(text),
    requestHex: Buffer.from(text, "latin1").toString("hex"),
    kind: kindOf(text),
    requestUnseen: undefined,
    requestFile: last?.file ?? "",
    requestedAt: last?.at ?? 0,
    hasArrived: true,
    replyUnseen: undefined,
    replyFile: answer?.file,
    repliedAt: answer?.at,
    isEarly: seconds !== undefined && seconds < 0,
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
