/** 1.d: the bytes of the replies: UTF-8; `JAM` and one space; `hh:mm:ss` and CR LF, and the right time. */
import type { Failure, FailureReason, RequestReply, Session } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { bytesAsText } from "../../capture/stream.ts";
import { type Evidence, failureOf, type Judgement } from "../judgement.ts";
import { gotTime, requestsIn, type SessionRequest } from "./requests.ts";

const DATE =
  /\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d\.\d{4}|\b(mon|tue|wed|thu|fri|sat|sun)(\w*day)?\b|\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
/** The reply's second may have passed on the wire, and the hosts' clocks may differ a little. */
const CLOCK_TOLERANCE_SECONDS = 2;

type ReplyFailure = Extract<
  FailureReason,
  "not-utf8" | "wrong-prefix" | "date-in-reply" | "wrong-format" | "no-crlf-end" | "wrong-clock"
>;

type ReplyFailures = readonly (readonly [ReplyFailure, string])[];
export type ReplyPoint = "1.d.i" | "1.d.ii" | "1.d.iii";

const FAILURES_OF = {
  "1.d.i": ({ replyHex = "" }) => (isUtf8(replyHex) ? [] : [["not-utf8", replyHex]]),
  "1.d.ii": (pair) => (beginsWithTime(textOf(pair)) ? [] : [["wrong-prefix", pair.reply ?? ""]]),
  "1.d.iii": failuresOfTime,
} as const satisfies Readonly<Record<ReplyPoint, (pair: RequestReply) => ReplyFailures>>;

export const judgeBytes = (evidence: Evidence) => judge(evidence, "1.d.i");
export const judgePrefix = (evidence: Evidence) => judge(evidence, "1.d.ii");
export const judgeTime = (evidence: Evidence) => judge(evidence, "1.d.iii");

function failuresOfTime(pair: RequestReply): ReplyFailures {
  const failures: [ReplyFailure, string][] = [];
  const text = textOf(pair);
  const shown = text.replace(/[\r\n]+$/, "").replace(/^[^\d]*/, "");
  if (!TIME.test(shown))
    failures.push([DATE.test(text) ? "date-in-reply" : "wrong-format", pair.reply ?? ""]);
  if (!/[^\r\n]\r\n$/.test(text)) failures.push(["no-crlf-end", endOf(pair)]);
  const away = pair.clockDifference ?? 0;
  if (Math.abs(away) > CLOCK_TOLERANCE_SECONDS) failures.push(["wrong-clock", String(away)]);
  return failures;
}

const textOf = ({ replyHex = "" }: RequestReply) => bytesAsText(replyHex);
/** The last two bytes in hex. */
const endOf = ({ replyHex = "" }: RequestReply) => (replyHex.slice(-4).match(/../g) ?? []).join(" ");

/** Replies to requests for the time: those that contain a time, or all if none does. */
export function judgedReplies(sessions: readonly Session[], point: ReplyPoint) {
  return repliesIn(requestsIn(sessions)).map(({ session, pair }) => {
    const failures: ReplyFailures = FAILURES_OF[point](pair);
    return { session, pair, failures };
  });
}

function judge({ sessions }: Evidence, point: ReplyPoint): Judgement {
  const judged = judgedReplies(sessions, point);
  if (judged.length === 0) return { shown: [], failures: [failureOf("no-reply", sessions[0])] };
  const failures: readonly Failure[] = judged.flatMap((reply) =>
    reply.failures.map(([kind, detail]) => failureOf(kind, reply.session, detail)),
  );
  return {
    shown: judged.filter((reply) => reply.failures.length === 0).map(({ session }) => session.id),
    failures,
  };
}

export function repliesIn(requests: readonly SessionRequest[]): readonly SessionRequest[] {
  const replied = requests.filter(
    ({ pair: { kind, replyHex } }) => kind.startsWith("time") && replyHex !== undefined,
  );
  const timed = replied.filter(({ pair }) => gotTime(pair));
  return timed.length > 0 ? timed : replied;
}

function isUtf8(hex: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(hex, "hex"));
    return true;
  } catch {
    return false;
  }
}
