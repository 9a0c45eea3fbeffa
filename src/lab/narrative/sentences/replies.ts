/** 1.d in sentences: the bytes of one reply, and how many replies are like it. */
import type { CaptureFacts, PointFacts } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { judgedReplies, type ReplyPoint, repliesIn } from "../../judge/points/replies.ts";
import { requestsIn } from "../../judge/points/requests.ts";
import { locatedIn } from "../located.ts";
import type { Count, Located, Phrases, SentencesOf } from "../phrases.ts";

/** The reply to show: a right one of a session that proves the point, or else the first. */
function shownReply({ sessions }: CaptureFacts, { evidence }: PointFacts): Located | undefined {
  const judged = new Set(repliesIn(requestsIn(sessions)).map(({ pair }) => pair));
  const replies = locatedIn(sessions).filter(({ pair }) => judged.has(pair));
  const proving = replies.filter(({ session }) => evidence.includes(session.id));
  return proving.find(({ pair }) => pair.isRight) ?? proving[0] ?? replies[0];
}

function countOf({ sessions }: CaptureFacts, point: ReplyPoint): Count {
  const judged = judgedReplies(sessions, point);
  return { of: judged.filter(({ failures }) => failures.length === 0).length, all: judged.length };
}

type Detail = (located: Located, facts: CaptureFacts, phrases: Phrases) => string | undefined;

const sentencesOn =
  (point: ReplyPoint, detailOf: Detail): SentencesOf =>
  (facts, judged, phrases) => {
    const shown = shownReply(facts, judged);
    if (shown === undefined) return [];
    const detail = detailOf(shown, facts, phrases);
    return [
      phrases.reply(shown),
      ...(detail === undefined ? [] : [detail]),
      phrases.replies(point, countOf(facts, point)),
    ];
  };

const bytesOf = ({ pair }: Located) => Buffer.from(pair.replyHex ?? "", "hex");

export const bytesSentences = sentencesOn("1.d.i", (located, facts, phrases) => {
  const judged = judgedReplies(facts.sessions, "1.d.i").find(({ pair }) => pair === located.pair);
  if (judged?.failures.length !== 0) return undefined;
  return phrases.utf8(
    located,
    bytesOf(located).every((byte) => byte < 0x80),
  );
});

export const prefixSentences = sentencesOn("1.d.ii", (located, _facts, phrases) =>
  beginsWithTime(bytesOf(located).toString("latin1")) ? phrases.prefix(located) : undefined,
);

export const timeSentences = sentencesOn("1.d.iii", (located, _facts, phrases) =>
  located.pair.isRight
    ? phrases.time(
        located,
        located.session.packets.find(({ number }) => number === located.pair.replyPacket),
      )
    : undefined,
);
