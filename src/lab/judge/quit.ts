/** How a session ended after its `QUIT`: by the server, and how soon, or otherwise. Pure. */

import type { DoubtKind, RequestReply, Session } from "../capture/facts.ts";
import { originOf } from "../capture/origin.ts";
import type { Packet } from "../capture/packet.ts";
import { sinceOf } from "../capture/stream.ts";
import { hasUnseen } from "./seen.ts";

export type QuitClosing =
  /** The server closed within two seconds. */
  | { readonly kind: "closed"; readonly packet: Packet; readonly seconds: number }
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
  const isQuits = ({ number, file }: Packet) => number === quit.segments.at(-1) && file === quit.requestFile;
  const [request] = packets.filter(isQuits);
  const own = serversClosing(session);
  if (own !== undefined && request !== undefined && packets.indexOf(own) < packets.indexOf(request)) {
    return { kind: "before", packet: own };
  }
  if (hasUnseen(session, "no-times")) return unseen("no-times");
  const clients = packets.find((packet) => isClosing(packet) && isOfClient(session, packet));
  const spokenAt = lastWordAt(session, quit);
  if (clients !== undefined && (own === undefined || hadReceived(own, clients))) {
    const seconds = sinceOf(timeIn(session, clients), spokenAt);
    if (seconds <= SOON_SECONDS || !quit.hasArrived) return unseen("client-closed-first");
    return { kind: "ignored", until: "client", seconds };
  }
  if (own === undefined) return unclosed(session, quit, sinceOf(session.endsAt, spokenAt));
  const seconds = Math.max(0, sinceOf(timeIn(session, own), spokenAt));
  return { kind: seconds <= SOON_SECONDS ? "closed" : "late", packet: own, seconds };
}

function unclosed(session: Session, quit: RequestReply, seconds: number): QuitClosing {
  if (session.unseen.some((one) => one.kind === "gap" && one.side === "server")) return unseen("gap");
  if (seconds <= SOON_SECONDS) return unseen("ends-after");
  return quit.hasArrived ? { kind: "ignored", until: "end", seconds } : unseen("arrival");
}

const unseen = (cause: DoubtKind): QuitClosing => ({ kind: "unseen", cause });

const isClosing = ({ flags }: Packet) => flags.fin || flags.rst;

function isOfClient({ clientAt }: Session, { source }: Packet): boolean {
  return clientAt.some(({ address, port }) => address === source.address && port === source.port);
}

/** The packet with which the server closed first. */
function serversClosing(session: Session): Packet | undefined {
  return session.packets.find((packet) => isClosing(packet) && !isOfClient(session, packet));
}

/** Seconds since the session's capture began, as `Segment.at`. */
export function timeIn(session: Session, packet: Packet): number {
  return sinceOf(packet.time, originOf(session));
}

/** When the `QUIT` was sent, or the last reply to what was asked before it. */
function lastWordAt({ requests }: Session, quit: RequestReply): number {
  const before = requests.slice(0, requests.indexOf(quit));
  return before.reduce((last, { repliedAt = 0 }) => Math.max(last, repliedAt), quit.requestedAt);
}

/** Whether the server had received the client's FIN when it closed: its own FIN acknowledges it. */
function hadReceived(own: Packet, clients: Packet): boolean {
  if (clients.flags.rst) return clients.time <= own.time;
  return ((own.ackRaw - clients.seqRaw - clients.length) | 0) > 0;
}
