/** 1.d in sentences: the bytes of a reply, one by one, and of how many replies the same is true. */
import type { CaptureFacts, PointFacts } from "../../capture/facts.ts";
import { beginsWithTime } from "../../capture/reply-line.ts";
import { judgedReplies, repliesIn } from "../../judge/points/replies.ts";
import { askedIn } from "../../judge/points/requests.ts";
import type { Tell } from "../paragraph.ts";
import type { Count, Located, Phrases } from "../phrases.ts";
import { placedIn } from "../placed.ts";

type ReplyPoint = "1.d.i" | "1.d.ii" | "1.d.iii";

/** The reply to show: a right one of a session that proves the point, or else the first. */
function shownReply({ sessions }: CaptureFacts, { evidence }: PointFacts): Located | undefined {
  const judged = new Set(repliesIn(askedIn(sessions)).map(({ exchange }) => exchange));
  const replies = placedIn(sessions).filter(({ exchange }) => judged.has(exchange));
  const proving = replies.filter(({ session }) => evidence.includes(session.id));
  return proving.find(({ exchange }) => exchange.isRight) ?? proving[0] ?? replies[0];
}

function countOf({ sessions }: CaptureFacts, point: ReplyPoint): Count {
  const judged = judgedReplies(sessions, point);
  return { of: judged.filter(({ faults }) => faults.length === 0).length, all: judged.length };
}

type Say = (placed: Located, facts: CaptureFacts, phrases: Phrases) => string | undefined;

const tell =
  (point: ReplyPoint, say: Say): Tell =>
  (facts, judged, phrases) => {
    const shown = shownReply(facts, judged);
    if (shown === undefined) return [];
    const said = say(shown, facts, phrases);
    return [
      phrases.reply(shown),
      ...(said === undefined ? [] : [said]),
      phrases.replies(point, countOf(facts, point)),
    ];
  };

const bytesOf = ({ exchange }: Located) => Buffer.from(exchange.replyHex ?? "", "hex");

export const bytesSentences = tell("1.d.i", (placed, facts, phrases) => {
  const faulty = judgedReplies(facts.sessions, "1.d.i").find(
    ({ exchange }) => exchange === placed.exchange,
  )?.faults;
  if (faulty?.length !== 0) return undefined;
  return phrases.utf8(
    placed,
    bytesOf(placed).every((byte) => byte < 0x80),
  );
});

export const prefixSentences = tell("1.d.ii", (placed, _facts, phrases) =>
  beginsWithTime(bytesOf(placed).toString("latin1")) ? phrases.prefix(placed) : undefined,
);

export const timeSentences = tell("1.d.iii", (placed, _facts, phrases) =>
  placed.exchange.isRight
    ? phrases.time(
        placed,
        placed.session.packets.find(({ number }) => number === placed.exchange.replyPacket),
      )
    : undefined,
);
