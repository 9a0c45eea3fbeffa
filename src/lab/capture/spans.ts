/** Sessions → from when to when each was open, and when it was served, by the clock of one reference. Pure. */
import { type Bounds, type ClockName, clockOf, fileOf } from "./clocks.ts";
import { originOf } from "./origin.ts";
import type { Packet } from "./packet.ts";
import type { Session } from "./session.ts";
import { sightingsOf } from "./sightings.ts";
import { sinceOf } from "./stream.ts";

/** A session was certainly open from `from` to `to`, and perhaps from `earliest` to `latest`. Seconds since 1970. */
export interface Span {
  readonly session: Session;
  readonly from: number;
  readonly to: number;
  readonly earliest: number;
  readonly latest: number;
  /** When replies were sent, in order, each at some time between these two. */
  readonly replies: readonly (readonly [number, number])[];
}

/**
 * By the reference's clock, if the times of `clock` differ from its times by these bounds; `undefined` if the session
 * was not opened, or if `clock` saw nothing of it. By a `related` clock it is not known how long what the server sent
 * was on its way, only that the server had received what it acknowledges.
 */
export function spanOf(
  session: Session,
  clock: ClockName,
  { atLeast, atMost }: Bounds,
  kind: "exact" | "related",
): Span | undefined {
  const { packets, endsAt } = session;
  const opening = openingOf(session);
  if (opening === undefined || !isOpen(session)) return undefined;
  const closing = closingOf(session);
  const begin = packets.indexOf(opening);
  const end = closing === undefined ? packets.length : packets.indexOf(closing) + 1;
  const between = packets.slice(begin, Math.max(begin + 1, end));
  const first = between.find((packet) => timeOn(clock, packet) !== undefined);
  const last = between.findLast((packet) => timeOn(clock, packet) !== undefined);
  const from = first && timeOn(clock, first);
  const seenTo = last && timeOn(clock, last);
  if (from === undefined || last === undefined || seenTo === undefined) return undefined;
  // A session that no packet ended was open until the end of its capture.
  const isOpenAtEnd = session.end === "open" && fileOf(clock) === session.file;
  const latest = isOpenAtEnd ? originOf(session) + endsAt : seenTo;
  const isCertain = kind === "exact" || isOpenAtEnd || !isServers(session, last);
  const to = isCertain ? latest : (receivedBefore(session, clock, last) ?? from);
  return {
    session,
    ...{ from: from + atMost, to: to + atLeast, earliest: from + atLeast, latest: latest + atMost },
    replies: replyTimes(session, clock)
      .map((time) => [time + atLeast, time + atMost] as const)
      .sort((a, b) => a[0] - b[0]),
  };
}

/** Whether this clock saw the packet that opened the session, and the one that closed it. */
export function sawWhole(session: Session, clock: ClockName): boolean {
  const [opening, closing] = [openingOf(session), closingOf(session)];
  const isEndSeen =
    closing === undefined ? fileOf(clock) === session.file : timeOn(clock, closing) !== undefined;
  return opening !== undefined && isEndSeen && timeOn(clock, opening) !== undefined;
}

/** When the client sent the last bytes that the server had received when it sent this packet. */
function receivedBefore(session: Session, clock: ClockName, packet: Packet): number | undefined {
  const received = session.packets.findLast(
    (own) =>
      own.length > 0 &&
      !isServers(session, own) &&
      isAcknowledged(own, packet) &&
      timeOn(clock, own) !== undefined,
  );
  return received && timeOn(clock, received);
}

const isAcknowledged = ({ seqRaw, length }: Packet, { ackRaw }: Packet) =>
  ((ackRaw - seqRaw - length) | 0) >= 0;

const isServers = ({ serverAt }: Session, { source }: Packet) =>
  serverAt.some(({ address, port }) => address === source.address && port === source.port);

/** The clocks that saw a session. */
export function clocksOf({ packets }: Session): ReadonlySet<ClockName> {
  const clocks = new Set<ClockName>();
  let last: Packet | undefined;
  for (const packet of packets) {
    const isSame = packet.file === last?.file && packet.interface === last.interface;
    if (!isSame) clocks.add(clockOf(packet));
    for (const other of packet.others) clocks.add(clockOf(other));
    last = packet;
  }
  return clocks;
}

function timeOn(clock: ClockName, packet: Packet): number | undefined {
  if (packet.others.length === 0) return clockOf(packet) === clock ? packet.time : undefined;
  return sightingsOf(packet).find((seen) => clockOf(seen) === clock)?.time;
}

/**
 * The server's SYN-ACK, or else the first ACK: a SYN alone opens nothing, and may be sent for seconds before it is
 * answered. The first packet if the capture has no handshake; `undefined` if nothing was opened.
 */
function openingOf({ packets }: Session): Packet | undefined {
  return (
    packets.find(({ flags }) => flags.syn && flags.ack) ??
    packets.find(({ flags }) => flags.ack && !flags.syn && !flags.rst)
  );
}

/** Seconds since the session's capture began; `undefined` if nothing was opened. */
export function opensAt(session: Session): number | undefined {
  const opening = openingOf(session);
  return opening && sinceOf(opening.time, originOf(session));
}

/**
 * For concurrency, a session ends when the server closes it. The last ACKs come later: by then a server without
 * threads already serves the next client.
 */
function closingOf(session: Session): Packet | undefined {
  return session.packets.find(
    (packet) => packet.flags.rst || (packet.flags.fin && isServers(session, packet)),
  );
}

const isOpen = (session: Session) =>
  !session.wasRefused && (session.hasHandshake || session.segments.length > 0);

/** Of the whole replies. */
function replyTimes(session: Session, clock: ClockName): readonly number[] {
  const replies = new Map<string, Set<number>>();
  for (const { replyPacket, replyFile, replyUnseen } of [...session.requests, ...session.unasked]) {
    if (replyPacket === undefined || replyFile === undefined || replyUnseen !== undefined) continue;
    replies.set(replyFile, (replies.get(replyFile) ?? new Set()).add(replyPacket));
  }
  return session.packets
    .filter(({ file, number }) => replies.get(file)?.has(number))
    .flatMap((packet) => timeOn(clock, packet) ?? []);
}
