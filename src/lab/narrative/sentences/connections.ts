/** 1.a and 1.b in sentences: the handshakes of a capture, and the sessions open at the same time. */
import type { CaptureFacts, DoubtKind, Overlap, Session } from "../../capture/facts.ts";
import type { Packet } from "../../capture/packet.ts";
import { type Reply, repliesIn } from "../../judge/replies.ts";
import { isTold } from "../../judge/seen.ts";
import { locateReply, refOf } from "../located.ts";
import type { Handshake, LocatedReply, PacketRef, SentAgain, SentencesOf } from "../phrases.ts";

export const portSentences: SentencesOf = (facts, { evidence }, phrases) => {
  const sessions = facts.sessions.filter(isTold);
  const shaken = sessions.filter(({ hasHandshake }) => hasHandshake);
  const refused = sessions.filter(({ wasRefused }) => wasRefused);
  const [handshake] = shaken.flatMap((session) => handshakeOf(facts, session) ?? []);
  const answered = sessions.find(({ id }) => id === evidence[0]);
  const answer = answered && firstOfServer(facts, answered);
  const count = { all: sessions.length, unseen: 0 };
  return [
    ...(handshake ? [phrases.handshake(handshake), phrases.listens(handshake.session)] : []),
    ...(handshake ? [phrases.handshakes({ ...count, of: shaken.length })] : []),
    ...(!handshake && answered && answer ? [phrases.answers(answered, answer)] : []),
    ...(handshake && refused.length > 0 ? [phrases.refusals({ ...count, of: refused.length })] : []),
    ...SENT_AGAIN.flatMap((what) => {
      const each = sessions.map((session) => ({ session, count: sentAgainIn(session)[what] }));
      const some = each.filter((one) => one.count > 0);
      return some.length > 0 ? [phrases.sentAgain(what, some)] : [];
    }),
    ...facts.notes.filter(({ kind }) => kind !== "clocks").map((note) => phrases.note(note, facts)),
  ];
};

const SENT_AGAIN = ["syn", "syn-ack", "other"] as const satisfies readonly SentAgain[];

function sentAgainIn({ packets, retransmissions }: Session): Readonly<Record<SentAgain, number>> {
  const opening = packets.filter(({ isRetransmission, flags }) => isRetransmission && flags.syn);
  const answers = opening.filter(({ flags }) => flags.ack).length;
  return { syn: opening.length - answers, "syn-ack": answers, other: retransmissions - opening.length };
}

/** The first of each kind: retransmissions come later. */
function handshakeOf(facts: CaptureFacts, session: Session): Handshake | undefined {
  const { packets } = session;
  const syn = packets.findIndex(({ flags }) => flags.syn && !flags.ack);
  const answer = packets.findIndex(({ flags }, index) => index > syn && flags.syn && flags.ack);
  const last = packets.findIndex(({ flags }, index) => index > answer && flags.ack && !flags.syn);
  const [first, second, third] = [syn, answer, last].flatMap((index) => {
    const packet: Packet | undefined = packets[index];
    return packet ? [refOf(facts, session, packet)] : [];
  });
  return first && second && third && { session, syn: first, answer: second, last: third };
}

function firstOfServer(facts: CaptureFacts, session: Session): PacketRef | undefined {
  const { packets, serverAt } = session;
  const own = packets.find(({ source }) =>
    serverAt.some(({ address, port }) => address === source.address && port === source.port),
  );
  return own && refOf(facts, session, own);
}

export const concurrencySentences: SentencesOf = (facts, point, phrases) => {
  const overlap = bestOverlap(facts, point.evidence);
  const clocks = facts.notes.filter(({ kind }) => kind === "clocks").map((note) => phrases.note(note, facts));
  // If it is not known which sessions overlapped, neither is it known how many.
  const isKnown = facts.mostAtOnce.sessions > 0 && !point.unseen.some(({ kind }) => UNCOUNTED.has(kind));
  const most = [...(isKnown ? [phrases.mostAtOnce(facts)] : []), ...clocks];
  if (overlap === undefined) return most;
  const [first, second] = [overlap.first, overlap.second].map((id) =>
    facts.sessions.find((session) => session.id === id),
  );
  if (first === undefined || second === undefined) return most;
  const [one, other] = [first, second].map((session) => replyWithin(facts, session, overlap));
  return [
    phrases.overlap(overlap, first, second),
    ...(overlap.bothServed && one && other ? [phrases.served(one, other)] : []),
    ...most,
    ...(point.isProven ? [phrases.threadsUnseen] : []),
  ];
};

const UNCOUNTED: ReadonlySet<DoubtKind> = new Set([
  "clocks-unrelated",
  "clocks-merged",
  "clocks-apart",
  "begins-before",
]);

function bestOverlap({ overlaps }: CaptureFacts, [first, second]: readonly string[]): Overlap | undefined {
  return overlaps.find((overlap) => overlap.first === first && overlap.second === second) ?? overlaps[0];
}

/** The session's first reply while both were open; without one that is surely in that time, none is named. */
function replyWithin(facts: CaptureFacts, session: Session, overlap: Overlap): LocatedReply | undefined {
  const isWithin = ({ at, file, unseen }: Reply) =>
    unseen === undefined && file === overlap.file && at >= overlap.from && at <= overlap.to;
  const reply = repliesIn([session]).find(isWithin);
  return reply && locateReply(facts, reply);
}
