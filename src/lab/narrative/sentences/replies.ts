/** 1.d in sentences: the bytes of one reply, and how many replies are like it. */
import type { PointFacts } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { judgedReplies, type ReplyPoint, unreadReplies } from "../../judge/points/replies.ts";
import type { Reply } from "../../judge/replies.ts";
import { hasUnseen, isTold } from "../../judge/seen.ts";
import { locateReply } from "../located.ts";
import type { LocatedReply, Phrases, SentencesOf } from "../phrases.ts";

type Detail = (located: LocatedReply, phrases: Phrases) => string;

const sentencesOn =
  (point: ReplyPoint, detailOf: Detail, hasDetail: (reply: Reply) => boolean): SentencesOf =>
  (facts, judged, phrases) => {
    const sessions = facts.sessions.filter(isTold);
    const all = judgedReplies(sessions, point);
    const [shown] = shownFirst(all, judged);
    if (shown === undefined) return [];
    const located = locateReply(facts, shown.reply);
    const isDetailed = shown.failures.length === 0 && hasDetail(shown.reply);
    const count = {
      of: all.filter(({ failures }) => failures.length === 0).length,
      all: all.length,
      unseen: unreadReplies(sessions, point).length,
    };
    return [
      phrases.reply(located),
      ...(isDetailed ? [detailOf(located, phrases)] : []),
      phrases.replies(point, count),
    ];
  };

/** The reply to show: a right one of a session that proves the point, or else the first with a time. */
function shownFirst(all: ReturnType<typeof judgedReplies>, { evidence }: PointFacts) {
  const proving = new Set(evidence);
  const worth = ({ reply, failures }: (typeof all)[number]) =>
    (proving.has(reply.session.id) ? 4 : 0) +
    (reply.isRight && failures.length === 0 ? 2 : 0) +
    (reply.isOfTime ? 1 : 0);
  let best = all[0];
  for (const one of all) if (best && worth(one) > worth(best)) best = one;
  return best === undefined ? [] : [best];
}

const bytesOf = ({ hex }: Reply) => Buffer.from(hex, "hex");

export const bytesSentences = sentencesOn(
  "1.d.i",
  ({ reply }, phrases) => phrases.utf8(bytesOf(reply).every((byte) => byte < 0x80)),
  () => true,
);

export const prefixSentences = sentencesOn(
  "1.d.ii",
  (located, phrases) => phrases.prefix(located),
  ({ text }) => beginsWithTime(text),
);

export const timeSentences = sentencesOn(
  "1.d.iii",
  (located, phrases) => phrases.time(located, utcOf(located.reply)),
  ({ isRight }) => isRight,
);

/** When the reply was captured, if that is known. */
function utcOf({ session, packet, file }: Reply): string | undefined {
  const found = session.packets.find((one) => one.number === packet && one.file === file);
  if (found === undefined || hasUnseen(session, "no-times")) return undefined;
  return new Date(found.time * 1000).toISOString().slice(11, 19);
}
