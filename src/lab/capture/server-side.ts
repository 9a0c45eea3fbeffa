/** Which side of a connection is the server: by the handshake, by who says JAM, or else by the port. Pure. */
import type { Endpoint, Packet } from "./packet.ts";
import type { ServerKnownBy } from "./unseen.ts";

interface Sides {
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly knownBy: ServerKnownBy;
}

/** `JAM`, in any case; `TIME`; `QUIT`: in hex, at the beginning of a segment. */
const REPLY = /^(4a|6a)(41|61)(4d|6d)/;
const REQUEST = /^(54494d45|51554954)/;

/** Clients do not use these ports. */
const FIRST_CLIENT_PORT = 1024;

const sidesOf = (client: Endpoint, server: Endpoint, knownBy: ServerKnownBy): Sides => ({
  ...{ client, server, knownBy },
});

export function serverIn(packets: readonly Packet[], port: number): Sides {
  const opening = packets.find(({ flags }) => flags.syn);
  if (opening !== undefined) {
    const { source, destination, flags } = opening;
    return flags.ack ? sidesOf(destination, source, "handshake") : sidesOf(source, destination, "handshake");
  }
  const reply = packets.find(({ payload }) => REPLY.test(payload));
  if (reply !== undefined) return sidesOf(reply.destination, reply.source, "jam");
  const [first] = packets;
  if (first === undefined) throw new Error("a connection has at least one packet");
  const { source, destination } = first;
  const [server, client] = destination.port === port ? [destination, source] : [source, destination];
  const requests = packets.some((packet) => packet.source === server && REQUEST.test(packet.payload));
  const isClear = client.port >= FIRST_CLIENT_PORT && client.port !== port && !requests;
  return sidesOf(client, server, isClear ? "port" : "unknown");
}
