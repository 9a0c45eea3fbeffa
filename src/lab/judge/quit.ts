/** How a session ended after its `QUIT`: by the server, and how soon, or otherwise. Pure. */

import type { DoubtKind, RequestReply, Session } from "../capture/facts.ts";
import { originOf } from "../capture/origin.ts";
import type { Packet } from "../capture/packet.ts";
import { sightingsOf } from "../capture/sightings.ts";
import { sinceOf } from "../capture/stream.ts";
import { hasUnseen } from "./seen.ts";

export type QuitClosing =
  /** The server closed within two seconds; `seconds` is undefined if only that is known. */
  | { readonly kind: "closed"; readonly packet: Packet; readonly seconds: number | undefined }
  | { readonly kind: "late"; readonly packet: Packet; readonly seconds: number }
  /** The server had closed before it could receive the `QUIT`. */
  | { readonly kind: "before"; readonly packet: Packet }
  /** The server had the `QUIT` and was silent for more than two seconds, until the client closed or the capture ended. */
  | { readonly kind: "ignored"; readonly until: "client" | "end"; readonly seconds: number }
  | { readonly kind: "unseen"; readonly cause: DoubtKind };

/** A server that ends a session because of its `QUIT` does it within this time. */
const SOON_SECONDS = 2;

export function closingAfterQuit(session: Session, quit: RequestReply): QuitClosing {
  if (hasUnseen(session, "no-server-packets")) return unseen("no-server-packets");
  const { packets } = session;
  const at = packets.findIndex((packet) => isNamed(packet, quit.segments.at(-1), quit.requestFile));
  const isClients = (packet: Packet) => isOfClient(session, packet);
  const own = packets.find((packet) => isClosing(packet) && !isClients(packet));
  if (own !== undefined && packets.indexOf(own) < at) return { kind: "before", packet: own };
  const last = lastWord(session, quit, at);
  if (last === undefined || hasUnseen(session, "no-times")) return unseen("no-times");
  const clients = packets.find((packet) => isClosing(packet) && isClients(packet));
  if (clients !== undefined && (own === undefined || hadReceived(own, clients))) {
    const seconds = secondsBetween(session, last, clients) ?? 0;
    if (seconds <= SOON_SECONDS || !quit.hasArrived) return unseen("client-closed-first");
    return { kind: "ignored", until: "client", seconds };
  }
  return own === undefined ? unclosed(session, quit, last) : closed(session, last, own);
}

function closed(session: Session, last: Packet, own: Packet): QuitClosing {
  const seconds = secondsBetween(session, last, own);
  if (seconds !== undefined)
    return { kind: seconds <= SOON_SECONDS ? "closed" : "late", packet: own, seconds };
  // By another clock: when the client had the FIN is known by the clock of the QUIT.
  const end = own.seqRaw + own.length + 1;
  const known = session.packets.find(
    (packet) => isOfClient(session, packet) && packet.flags.ack && ((packet.ackRaw - end) | 0) >= 0,
  );
  const until = known && secondsBetween(session, last, known);
  return until !== undefined && until <= SOON_SECONDS
    ? { kind: "closed", packet: own, seconds: undefined }
    : unseen("clocks-unrelated");
}

function unclosed(session: Session, quit: RequestReply, last: Packet): QuitClosing {
  if (session.unseen.some((one) => one.kind === "gap" && one.side === "server")) return unseen("gap");
  const own = sightingsOf(last).find(({ file }) => file === session.file);
  const seconds = own === undefined ? 0 : sinceOf(session.endsAt, sinceOf(own.time, originOf(session)));
  if (seconds <= SOON_SECONDS) return unseen("ends-after");
  return quit.hasArrived ? { kind: "ignored", until: "end", seconds } : unseen("arrival");
}

const unseen = (cause: DoubtKind): QuitClosing => ({ kind: "unseen", cause });

const isClosing = ({ flags }: Packet) => flags.fin || flags.rst;
const isNamed = (packet: Packet, number: number | undefined, file: string | undefined) =>
  packet.number === number && packet.file === file;

function isOfClient({ clientAt }: Session, { source }: Packet): boolean {
  return clientAt.some(({ address, port }) => address === source.address && port === source.port);
}

/** Seconds since the session's capture began, as `Segment.at`. */
export function timeIn(session: Session, packet: Packet): number {
  return sinceOf(packet.time, originOf(session));
}

/** The packet of the `QUIT`, or after it the last reply to what was asked before it. */
function lastWord({ packets, requests }: Session, quit: RequestReply, at: number): Packet | undefined {
  const late = packets.slice(at + 1).filter(({ length, flags }) => length > 0 && !flags.rst);
  if (late.length === 0) return packets[at];
  const replies = new Map<string | undefined, Set<number | undefined>>();
  for (const { replyFile, replyPacket } of requests.slice(0, requests.indexOf(quit))) {
    replies.set(replyFile, (replies.get(replyFile) ?? new Set()).add(replyPacket));
  }
  return late.findLast(({ file, number }) => replies.get(file)?.has(number)) ?? packets[at];
}

/** By a clock that saw both, or by clocks that the session's packets relate; `undefined` if there is none. */
function secondsBetween(session: Session, a: Packet, b: Packet): number | undefined {
  const [ofA, ofB] = [sightingsOf(a), sightingsOf(b)];
  for (const one of ofA) {
    const other = ofB.find(({ file }) => file === one.file);
    if (other) return Math.max(0, sinceOf(other.time, one.time));
  }
  const isBoth = (packet: Packet) => {
    const files = sightingsOf(packet).map(({ file }) => file);
    return files.includes(a.file) && files.includes(b.file);
  };
  return session.packets.some(isBoth) ? Math.max(0, sinceOf(b.time, a.time)) : undefined;
}

/** Whether the server had received the client's FIN when it closed: its own FIN acknowledges it. */
function hadReceived(own: Packet, clients: Packet): boolean {
  if (clients.flags.rst) return clients.time <= own.time;
  return ((own.ackRaw - clients.seqRaw - clients.length) | 0) > 0;
}
