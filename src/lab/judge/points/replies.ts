/** 1.d: the bytes of the replies: UTF-8; `JAM` and one space; `hh:mm:ss` and CR LF, and the right time. */
import { isUtf8 as isValid } from "node:buffer";
import type { Doubt, Failure, FailureReason, Remark, Session } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { zonedTimeOf } from "../../capture/utc-offsets.ts";
import { doubtOf, type Evidence, failureOf, type Judgement, remarkOf } from "../judgement.ts";
import { type Reply, repliesIn } from "../replies.ts";
import { hasUnseen, unseenIn } from "../seen.ts";
import { outside } from "./requests.ts";

const MONTH = "(jan|feb|mar|apr|ma[yi]|jun|jul|a[ug]u?[gs]|sep|o[ck]t|nov|de[cs])[a-z]*";
const DATE = new RegExp(
  [
    String.raw`\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d\.\d{4}|\b\d{1,2} \d{1,2} \d{4}\b|\b\d{4} \d{1,2} \d{1,2}\b|\b(19|20)\d{6}\b`,
    String.raw`\b\d{1,2} ${MONTH}\b|\b${MONTH} \d{1,2}\b`,
    String.raw`\b(mon|tue|wed|thu|fri|sat|sun)(\w*day)?\b|\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b`,
  ].join("|"),
  "i",
);
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
  "1.d.i": ({ hex }) => (isUtf8(hex) ? [] : [["not-utf8", hex]]),
  "1.d.ii": ({ text, shown, isRight }) => (isRight || beginsWithTime(text) ? [] : [["wrong-prefix", shown]]),
  "1.d.iii": failuresOfTime,
} as const satisfies Readonly<Record<ReplyPoint, (reply: Reply) => ReplyFailures>>;

export const judgeBytes = (evidence: Evidence) => judge(evidence, "1.d.i");
export const judgePrefix = (evidence: Evidence) => judge(evidence, "1.d.ii");
export const judgeTime = (evidence: Evidence) => judge(evidence, "1.d.iii");

function failuresOfTime(reply: Reply): ReplyFailures {
  const { text, shown, hex, time: capturedAt, clockDifference = 0, delay, isRight } = reply;
  // It shows the time at which it was made, at any moment since the request: it may have been sent again.
  const isInTime =
    clockDifference <= CLOCK_TOLERANCE_SECONDS && clockDifference >= -CLOCK_TOLERANCE_SECONDS - delay;
  if (isRight && isInTime) return [];
  const failures: [ReplyFailure, string][] = [];
  const time = text.replace(/[\r\n]+$/, "").replace(/^[^\d]*/, "");
  if (!TIME.test(time)) failures.push([DATE.test(text) ? "date-in-reply" : "wrong-format", shown]);
  if (!/[^\r\n]\r\n$/.test(text)) failures.push(["no-crlf-end", endOf(hex)]);
  if (!isInTime) {
    failures.push(["wrong-clock", `${clockDifference} ${zonedTimeOf(text, capturedAt)?.offset}`]);
  }
  return failures;
}

/** The last two bytes in hex. */
const endOf = (hex: string) => (hex.slice(-4).match(/../g) ?? []).join(" ");

export interface JudgedReply {
  readonly reply: Reply;
  readonly failures: ReplyFailures;
}

/** The whole replies to which the point applies: UTF-8 to every line, the form of a time to replies with one. */
export function judgedReplies(sessions: readonly Session[], point: ReplyPoint): readonly JudgedReply[] {
  return repliesOf(sessions, point)
    .filter(({ unseen }) => unseen === undefined)
    .map((reply) => ({ reply, failures: FAILURES_OF[point](reply) }));
}

function repliesOf(sessions: readonly Session[], point: ReplyPoint): readonly Reply[] {
  const all = repliesIn(sessions);
  return point === "1.d.i" ? all : all.filter(({ isOfTime }) => isOfTime);
}

/** The replies to which the point applies, and which are not whole. */
export function unreadReplies(sessions: readonly Session[], point: ReplyPoint): readonly Reply[] {
  return repliesOf(sessions, point).filter(({ unseen }) => unseen !== undefined);
}

function judge({ sessions }: Evidence, point: ReplyPoint): Judgement {
  const judged = judgedReplies(sessions, point);
  const unread = unreadReplies(sessions, point).flatMap(({ unseen, session }) =>
    unseen === undefined ? [] : doubtOf(unseen, session, "server"),
  );
  const failures: readonly Failure[] = judged.flatMap(({ reply, failures }) =>
    failures.map(([kind, detail]) => failureOf(kind, reply.session, detail)),
  );
  const timed = judged.filter(({ reply }) => reply.isOfTime);
  const remarks = remarksOn(judged, point);
  if (timed.length === 0) {
    const unseen = unread.length > 0 ? unread : hiddenReplies(sessions);
    const none = unseen.length > 0 ? [] : [failureOf("no-replies")];
    return { shown: [], failures: [...failures, ...none], remarks, unseen };
  }
  const shown = timed.filter((one) => one.failures.length === 0).map(({ reply }) => reply.session.id);
  return { shown, failures, remarks, unseen: unread };
}

function remarksOn(judged: readonly JudgedReply[], point: ReplyPoint): readonly Remark[] {
  const replies = judged.map(({ reply }) => reply);
  if (point === "1.d.i") {
    const unasked = replies.filter(({ isUnasked }) => isUnasked);
    return unasked.map(({ session, shown }) => remarkOf("unasked-reply", session, shown));
  }
  const isTimeless = replies.some(({ session }) => hasUnseen(session, "no-times"));
  return point === "1.d.iii" && isTimeless ? [remarkOf("clock-unseen")] : [];
}

/** Why a capture without any reply may nevertheless have missed some. */
function hiddenReplies(sessions: readonly Session[]): readonly Doubt[] {
  const hidden = sessions.flatMap((session) =>
    unseenIn(session, ["truncated", "no-server-packets", "gap"], "server").map((kind) =>
      doubtOf(kind, session, "server"),
    ),
  );
  return hidden.length > 0 ? hidden : outside(sessions);
}

/** Bytes below 128 only, which are most replies. */
const ASCII = /^([0-7].)*$/;

const isUtf8 = (hex: string) => ASCII.test(hex) || isValid(Buffer.from(hex, "hex"));
