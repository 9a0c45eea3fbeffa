/** How a session ended after its `QUIT`: by the server, or otherwise. Pure. */
import type { Exchange, Session } from "./facts.ts";
import type { Packet } from "./packet.ts";

export type QuitClosing = "server-fin" | "server-reset" | "client-first" | "none";

export function closingAfterQuit(session: Session, quit: Exchange): QuitClosing {
  const asked = session.packets.findIndex(({ number }) => number === quit.segments.at(-1));
  const isClients = ({ source }: Packet) =>
    source.address === session.client.address && source.port === session.client.port;
  const closings = session.packets.filter(({ flags }) => flags.fin || flags.rst);
  const own = closings.find((packet) => !isClients(packet) && session.packets.indexOf(packet) > asked);
  const clients = closings.find(isClients);
  if (clients && (own === undefined || isBefore(clients, own))) return "client-first";
  if (own === undefined) return "none";
  return own.flags.rst ? "server-reset" : "server-fin";
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
