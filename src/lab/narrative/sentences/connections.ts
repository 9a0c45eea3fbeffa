/** 1.a and 1.b in sentences: the handshakes of a capture, and the sessions open at the same time. */
import type { CaptureFacts, Overlap, Session } from "../../capture/facts.ts";
import { isSentAgain } from "../../capture/sessions.ts";
import { sinceOf } from "../../capture/stream.ts";
import { locatedIn } from "../located.ts";
import type { Handshake, Located, SentAgain, SentencesOf } from "../phrases.ts";

export const portSentences: SentencesOf = (facts, _point, phrases) => {
  const { sessions } = facts;
  const shaken = sessions.filter(({ hasHandshake }) => hasHandshake);
  const refused = sessions.filter(({ wasRefused }) => wasRefused);
  const [first] = shaken;
  return [
    ...(first ? [phrases.handshake(handshakeOf(first)), phrases.listens(first)] : []),
    ...(first ? [phrases.handshakes({ of: shaken.length, all: sessions.length })] : []),
    ...(first && refused.length > 0 ? [phrases.refusals({ of: refused.length, all: sessions.length })] : []),
    ...SENT_AGAIN.flatMap((what) => {
      const each = sessions.map((session) => ({ session, count: sentAgainIn(session)[what] }));
      const some = each.filter(({ count }) => count > 0);
      return some.length > 0 ? [phrases.sentAgain(what, some)] : [];
    }),
  ];
};

const SENT_AGAIN = ["syn", "syn-ack", "other"] as const satisfies readonly SentAgain[];

function sentAgainIn({ packets, retransmissions }: Session): Readonly<Record<SentAgain, number>> {
  const opening = packets.filter((packet) => isSentAgain(packet) && packet.flags.syn);
  const answers = opening.filter(({ flags }) => flags.ack).length;
  return {
    syn: opening.length - answers,
    "syn-ack": answers,
    other: retransmissions - opening.length,
  };
}

/** The first of each kind: retransmissions come later. */
function handshakeOf(session: Session): Handshake {
  const { packets, beginsAt } = session;
  const origin = (packets[0]?.time ?? 0) - beginsAt;
  const syn = packets.findIndex(({ flags }) => flags.syn && !flags.ack);
  const answer = packets.findIndex(({ flags }, index) => index > syn && flags.syn && flags.ack);
  const last = packets.findIndex(({ flags }, index) => index > answer && flags.ack && !flags.syn);
  const found = [syn, answer, last].flatMap((index) => packets[index] ?? []);
  return { session, packets: found.map(({ number, time }) => ({ number, at: sinceOf(time, origin) })) };
}

export const concurrencySentences: SentencesOf = (facts, point, phrases) => {
  const overlap = bestOverlap(facts, point.evidence);
  const most = facts.mostAtOnce.sessions > 0 ? [phrases.mostAtOnce(facts)] : [];
  if (overlap === undefined) return most;
  const [first, second] = [overlap.first, overlap.second].map((id) =>
    facts.sessions.find((session) => session.id === id),
  );
  if (first === undefined || second === undefined) return most;
  const [one, other] = [first, second].map((session) => replyWithin(facts, session, first, overlap));
  return [
    phrases.overlap(overlap, first, second),
    ...(overlap.bothServed && one && other ? [phrases.served(one, other)] : []),
    ...most,
    ...(point.isProven ? [phrases.threadsUnseen] : []),
  ];
};

function bestOverlap({ overlaps }: CaptureFacts, [first, second]: readonly string[]): Overlap | undefined {
  return overlaps.find((overlap) => overlap.first === first && overlap.second === second) ?? overlaps[0];
}

/** The session's first reply while both were open. */
function replyWithin(
  facts: CaptureFacts,
  session: Session,
  first: Session,
  overlap: Overlap,
): Located | undefined {
  const located = locatedIn([session]).filter(({ pair }) => pair.replyPacket !== undefined);
  // Times of another capture count from another beginning.
  if (session.capture !== first.capture || session.capture !== facts.sessions[0]?.capture) return located[0];
  return located.find(({ repliedAt }) => repliedAt >= overlap.from && repliedAt <= overlap.to) ?? located[0];
}
