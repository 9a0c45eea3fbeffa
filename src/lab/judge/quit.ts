/** How a session ended after its `QUIT`: by the server, and how soon, or otherwise. Pure. */
import type { RequestReply, Session } from "../capture/facts.ts";
import type { Packet } from "../capture/packet.ts";
import { sinceOf } from "../capture/stream.ts";
import type { DoubtCause } from "./findings.ts";

export type QuitClosing =
  /** The server closed within two seconds; `seconds` is undefined if the capture has no time stamps. */
  | { readonly kind: "closed"; readonly packet: Packet; readonly seconds: number }
  | { readonly kind: "late"; readonly packet: Packet; readonly seconds: number }
  /** The server had closed by then. */
  | { readonly kind: "before"; readonly packet: Packet }
  /** The server was silent for more than two seconds, until the client closed or the capture ended. */
  | { readonly kind: "ignored"; readonly by: "client" | "end"; readonly seconds: number }
  | { readonly kind: "unseen"; readonly cause: DoubtCause };

/** A server that ends the session because of the `QUIT` closes within this time. */
export const SOON_SECONDS = 2;

export function closingAfterQuit(session: Session, quit: RequestReply): QuitClosing {
  const { packets, unseen } = session;
  const has = (kind: Session["unseen"][number]["kind"]) => unseen.some((one) => one.kind === kind);
  if (has("no-server-packets")) return { kind: "unseen", cause: "no-server-packets" };
  const request = packets.findIndex(
    ({ number, file }) => number === quit.segments.at(-1) && file === quit.requestFile,
  );
  const isClients = isFromClientOf(session);
  const closings = packets.filter(({ flags }) => flags.fin || flags.rst);
  const own = closings.find((packet) => !isClients(packet));
  const clients = closings.find(isClients);
  if (own !== undefined && packets.indexOf(own) < request) return { kind: "before", packet: own };
  if (has("no-times")) return { kind: "unseen", cause: "no-times" };
  const { at, packet } = lastWordOf(session, quit);
  if (clients !== undefined && (own === undefined || hadReceived(own, clients))) {
    const seconds = sinceOf(clients.time, packet.time);
    if (quit.hasArrived && seconds > SOON_SECONDS) return { kind: "ignored", by: "client", seconds };
    return { kind: "unseen", cause: "client-closed-first" };
  }
  if (own === undefined) {
    if (unseen.some((one) => one.kind === "gap" && one.side === "server")) return { kind: "unseen", cause: "gap" };
    const seconds = sinceOf(session.endsAt, at);
    if (seconds <= SOON_SECONDS) return { kind: "unseen", cause: "ends-after" };
    if (!quit.hasArrived) return { kind: "unseen", cause: "arrival" };
    return { kind: "ignored", by: "end", seconds };
  }
  const seconds = Math.max(0, sinceOf(own.time, packet.time));
  return { kind: seconds <= SOON_SECONDS ? "closed" : "late", packet: own, seconds };
}
