/** Sessions → which of them were open at the same time, and how many at most. Pure. */
import type { CaptureFacts, Overlap, Session } from "./facts.ts";
import type { Packet } from "./packet.ts";
import { sinceOf } from "./stream.ts";

/** A hundred sessions have 4,950 pairs: those that prove most are kept. */
const PAIRS_KEPT = 500;

/** When a session began and ended, in seconds since 1970, across captures. */
export interface Span {
  readonly session: Session;
  readonly from: number;
  readonly to: number;
}

/** @param originOf the time, since 1970, from which the times of the session at this index count */
export function spansOf(sessions: readonly Session[], originOf: (index: number) => number): readonly Span[] {
  return sessions
    .map((session, index) => {
      const origin = originOf(index);
      const to = closingTime(session) ?? origin + session.endsAt;
      return { session, from: openingOf(session)?.time ?? origin + session.beginsAt, to };
    })
    .filter(({ session }) => isOpen(session))
    .sort((a, b) => a.from - b.from);
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

/** Seconds since the first packet of the session's capture; `undefined` if nothing was opened. */
export function opensAt(session: Session): number | undefined {
  const opening = openingOf(session);
  const [first] = session.packets;
  return opening && first && sinceOf(opening.time - first.time, -session.beginsAt);
}

/**
 * For concurrency, a session ends when the server closes it. The last ACKs come later: by then a server without
 * threads already serves the next client.
 */
function closingTime({ packets, server }: Session): number | undefined {
  const isServers = ({ source }: Packet) => source.address === server.address && source.port === server.port;
  return packets.find((packet) => packet.flags.rst || (packet.flags.fin && isServers(packet)))?.time;
}

const isOpen = (session: Session) =>
  !session.wasRefused && (session.hasHandshake || session.segments.length > 0);

/** Pairs at one server, in the order in which they began to overlap; their times count from `origin`. */
export function overlapsOf(spans: readonly Span[], origin: number): readonly Overlap[] {
  const found: Overlap[] = [];
  for (const [index, first] of spans.entries()) {
    for (const second of spans.slice(index + 1)) {
      if (second.from >= first.to) break;
      if (!isSameServer(first.session, second.session)) continue;
      found.push(overlapOf(first, second, origin));
    }
  }
  if (found.length <= PAIRS_KEPT) return found;
  return found.toSorted((a, b) => Number(b.bothServed) - Number(a.bothServed)).slice(0, PAIRS_KEPT);
}

function overlapOf(first: Span, second: Span, origin: number): Overlap {
  const [from, to] = [second.from, Math.min(first.to, second.to)];
  return {
    first: first.session.id,
    second: second.session.id,
    from: sinceOf(from, origin),
    to: sinceOf(to, origin),
    bothServed: [first, second].every((span) => isServedWithin(span, from, to)),
  };
}

function isSameServer(a: Session, b: Session): boolean {
  return a.server.address === b.server.address && a.server.port === b.server.port;
}

function isServedWithin({ session }: Span, from: number, to: number): boolean {
  const replies = new Set(session.requests.map(({ replyPacket }) => replyPacket));
  return session.packets.some(({ number, time }) => replies.has(number) && time >= from && time <= to);
}

/** If one session ends at the instant when another begins, the end comes first. */
export function mostAtOnceOf(spans: readonly Span[], origin: number): CaptureFacts["mostAtOnce"] {
  const events = spans.flatMap(({ from, to }) => [
    { at: from, change: 1 },
    { at: to, change: -1 },
  ]);
  let open = 0;
  let most = { sessions: 0, at: 0 };
  for (const { at, change } of events.toSorted((a, b) => a.at - b.at || a.change - b.change)) {
    open += change;
    if (open > most.sessions) most = { sessions: open, at: sinceOf(at, origin) };
  }
  return most;
}
