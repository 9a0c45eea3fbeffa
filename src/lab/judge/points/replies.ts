/** 1.d: the bytes of the replies. UTF-8; `JAM` and one space; `hh:mm:ss` and CR LF, and the right time. */
import type { RequestReply, Session } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { bytesAsText } from "../../capture/stream.ts";
import { type Evidence, type Failure, failureOf, type Judgement } from "../points.ts";
import { type Asked, askedIn, gotTime } from "./requests.ts";

const DATE =
  /\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d\.\d{4}|\b(mon|tue|wed|thu|fri|sat|sun)(\w*day)?\b|\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
/** The reply's second may have passed on the wire, and the hosts' clocks may differ a little. */
const CLOCK_TOLERANCE_SECONDS = 2;

type Fault = "not-utf8" | "wrong-prefix" | "date-in-reply" | "wrong-format" | "no-crlf-end" | "wrong-clock";

type Faults = readonly (readonly [Fault, string])[];
type ReplyPoint = "1.d.i" | "1.d.ii" | "1.d.iii";

const FAULTS_OF = {
  "1.d.i": ({ replyHex = "" }) => (isUtf8(replyHex) ? [] : [["not-utf8", replyHex]]),
  "1.d.ii": (exchange) => (beginsWithTime(textOf(exchange)) ? [] : [["wrong-prefix", exchange.reply ?? ""]]),
  "1.d.iii": faultsOfTime,
} as const satisfies Readonly<Record<ReplyPoint, (exchange: RequestReply) => Faults>>;

export const judgeBytes = (evidence: Evidence) => judge(evidence, "1.d.i");
export const judgePrefix = (evidence: Evidence) => judge(evidence, "1.d.ii");
export const judgeTime = (evidence: Evidence) => judge(evidence, "1.d.iii");

function faultsOfTime(exchange: RequestReply): Faults {
  const faults: [Fault, string][] = [];
  const text = textOf(exchange);
  const shown = text.replace(/[\r\n]+$/, "").replace(/^[^\d]*/, "");
  if (!TIME.test(shown))
    faults.push([DATE.test(text) ? "date-in-reply" : "wrong-format", exchange.reply ?? ""]);
  if (!/[^\r\n]\r\n$/.test(text)) faults.push(["no-crlf-end", endOf(exchange)]);
  const away = exchange.clockDifference ?? 0;
  if (Math.abs(away) > CLOCK_TOLERANCE_SECONDS) faults.push(["wrong-clock", String(away)]);
  return faults;
}

const textOf = ({ replyHex = "" }: RequestReply) => bytesAsText(replyHex);
/** The last two bytes in hex. */
const endOf = ({ replyHex = "" }: RequestReply) => (replyHex.slice(-4).match(/../g) ?? []).join(" ");

/** Every reply to a request for the time is looked at; those that tell one, where there are any. */
export function judgedReplies(sessions: readonly Session[], point: ReplyPoint) {
  return repliesIn(askedIn(sessions)).map(({ session, exchange }) => {
    const faults: Faults = FAULTS_OF[point](exchange);
    return { session, exchange, faults };
  });
}

function judge({ sessions }: Evidence, point: ReplyPoint): Judgement {
  const judged = judgedReplies(sessions, point);
  if (judged.length === 0) return { shown: [], short: [failureOf("no-reply", sessions[0])] };
  const short: readonly Failure[] = judged.flatMap(({ session, faults }) =>
    faults.map(([kind, detail]) => failureOf(kind, session, detail)),
  );
  return {
    shown: judged.filter(({ faults }) => faults.length === 0).map(({ session }) => session.id),
    short,
  };
}

export function repliesIn(asked: readonly Asked[]): readonly Asked[] {
  const replied = asked.filter(
    ({ exchange: { kind, replyHex } }) => kind.startsWith("time") && replyHex !== undefined,
  );
  const telling = replied.filter(({ exchange }) => gotTime(exchange));
  return telling.length > 0 ? telling : replied;
}

function isUtf8(hex: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(hex, "hex"));
    return true;
  } catch {
    return false;
  }
}
