/** How a session ended after its `QUIT`: by the server, or otherwise. Pure. */
import type { RequestReply, Session } from "./facts.ts";
import type { Packet } from "./packet.ts";
import { sinceOf } from "./stream.ts";

export type QuitClosing = "server-fin" | "server-reset" | "client-first" | "ignored" | "none";

/** A server that means to close has closed by then; one that has not leaves the `QUIT` unheeded. */
const CLEAR_PAUSE_SECONDS = 1;

export function closingAfterQuit(session: Session, quit: RequestReply): QuitClosing {
  const asked = session.packets.findIndex(({ number }) => number === quit.segments.at(-1));
  const isClients = isFromClientOf(session);
  const closings = session.packets.filter(({ flags }) => flags.fin || flags.rst);
  const own = closings.find((packet) => !isClients(packet) && session.packets.indexOf(packet) > asked);
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
 * Seconds that the server was silent, from when it had the `QUIT` or last sent data up to the client's close;
 * `undefined` where the client did not close, or where it is not seen that the `QUIT` arrived.
 */
export function silenceAfterQuit(session: Session, quit: RequestReply): number | undefined {
  const isClients = isFromClientOf(session);
  const { packets } = session;
  const asked = packets.findIndex(({ number }) => number === quit.segments.at(-1));
  const gone = packets.findIndex((packet) => isClients(packet) && (packet.flags.fin || packet.flags.rst));
  const question = packets[asked];
  const closing = packets[gone];
  if (question === undefined || closing === undefined || gone <= asked) return undefined;
  const servers = packets.slice(asked + 1, gone).filter((packet) => !isClients(packet));
  const heard = servers.find(({ ack }) => ack >= question.seq + question.length);
  const last = servers.findLast((packet) => packet.length > 0 && packet.time > (heard?.time ?? 0)) ?? heard;
  return last && sinceOf(closing.time, last.time);
}

/** The server had the client's FIN when it closed: its own acknowledges it. */
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
