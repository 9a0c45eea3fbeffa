/** How a session ended after its `QUIT`: by the server, or otherwise. Pure. */
import type { RequestReply, Session } from "./facts.ts";
import type { Packet } from "./packet.ts";
import { sinceOf } from "./stream.ts";

export type QuitClosing = "server-fin" | "server-reset" | "client-first" | "ignored" | "none";

/** A server that closes does so within this time; one that is still open has ignored the `QUIT`. */
const CLEAR_PAUSE_SECONDS = 1;

export function closingAfterQuit(session: Session, quit: RequestReply): QuitClosing {
  const request = session.packets.findIndex(({ number }) => number === quit.segments.at(-1));
  const isClients = isFromClientOf(session);
  const closings = session.packets.filter(({ flags }) => flags.fin || flags.rst);
  const own = closings.find((packet) => !isClients(packet) && session.packets.indexOf(packet) > request);
  const clients = closings.find(isClients);
  if (clients && (own === undefined || isBefore(clients, own))) {
    const silence = silenceAfterQuit(session, quit) ?? 0;
    return silence > CLEAR_PAUSE_SECONDS ? "ignored" : "client-first";
  }
  if (own === undefined) return "none";
  return own.flags.rst ? "server-reset" : "server-fin";
}

const isFromClientOf =
  ({ client }: Session) =>
  ({ source }: Packet) =>
    source.address === client.address && source.port === client.port;

/**
 * Seconds of the server's silence: from the arrival of the `QUIT`, or the last data after it, to the client's close.
 * `undefined` if the client did not close, or if the capture does not show that the `QUIT` arrived.
 */
export function silenceAfterQuit(session: Session, quit: RequestReply): number | undefined {
  const isClients = isFromClientOf(session);
  const { packets } = session;
  const requestAt = packets.findIndex(({ number }) => number === quit.segments.at(-1));
  const closingAt = packets.findIndex(
    (packet) => isClients(packet) && (packet.flags.fin || packet.flags.rst),
  );
  const request = packets[requestAt];
  const closing = packets[closingAt];
  if (request === undefined || closing === undefined || closingAt <= requestAt) return undefined;
  const servers = packets.slice(requestAt + 1, closingAt).filter((packet) => !isClients(packet));
  const received = servers.find(({ ack }) => ack >= request.seq + request.length);
  const last =
    servers.findLast((packet) => packet.length > 0 && packet.time > (received?.time ?? 0)) ?? received;
  return last && sinceOf(closing.time, last.time);
}

/** Whether the server had received the client's FIN when it closed: its own FIN acknowledges it. */
function isBefore(clients: Packet, own: Packet): boolean {
  if (clients.time > own.time) return false;
  return clients.flags.rst || own.ack > clients.seq + clients.length;
}

/** The packet with which the server closed after the `QUIT`. */
export function serverClosing(session: Session): Packet | undefined {
  return session.packets.find(
    ({ flags, source }) =>
      (flags.fin || flags.rst) &&
      source.address === session.server.address &&
      source.port === session.server.port,
  );
}
