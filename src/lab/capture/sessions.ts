/** Packets of one capture → its TCP sessions with the server's port. Pure. */
import type { Session, SessionEnd } from "./facts.ts";
import type { Capture, Endpoint, Packet } from "./packet.ts";
import { requestRepliesOf } from "./requests-replies.ts";
import { segmentsOf, sinceOf } from "./stream.ts";

export interface HostName {
  readonly name: string;
  readonly address: string;
}

/** A connection whose packets are being collected. */
interface Gathered {
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly packets: Packet[];
}

/** Sessions in the order of their first packets; `id` counts within this capture. */
export function sessionsOf(
  capture: Capture,
  port: number,
  hosts: readonly HostName[] = [],
): readonly Session[] {
  return gather(capture.packets, port)
    .filter(({ server }) => server.port === port)
    .map((gathered, index) => sessionOf(gathered, `S${index + 1}`, capture, hosts));
}

function gather(packets: readonly Packet[], port: number): readonly Gathered[] {
  const all: Gathered[] = [];
  const open = new Map<string, Gathered>();
  for (const packet of packets) {
    const key = pairKey(packet);
    const known = open.get(key);
    // A new SYN with the same addresses and ports: the client used its port a second time.
    if (known && !(isOpening(packet) && !packet.isRetransmission)) {
      known.packets.push(packet);
      continue;
    }
    const begun: Gathered = { ...rolesIn(packet, port), packets: [packet] };
    open.set(key, begun);
    all.push(begun);
  }
  return all;
}

const endpointKey = ({ address, port }: Endpoint) => `${address} ${port}`;
const pairKey = ({ source, destination }: Packet) => [source, destination].map(endpointKey).sort().join(" ");
const isOpening = ({ flags }: Packet) => flags.syn && !flags.ack;

/** The client sends the SYN; without a SYN, the server is the side with the port. */
function rolesIn(packet: Packet, port: number): { readonly client: Endpoint; readonly server: Endpoint } {
  const { source, destination, flags } = packet;
  const isFromServer = flags.syn ? flags.ack : destination.port !== port;
  return isFromServer ? { client: destination, server: source } : { client: source, server: destination };
}

function sessionOf(gathered: Gathered, id: string, capture: Capture, hosts: readonly HostName[]): Session {
  const { client, server, packets } = gathered;
  const isFromClient = (packet: Packet) => endpointKey(packet.source) === endpointKey(client);
  const since = (time: number) => sinceOf(time, capture.beginsAt);
  const segments = segmentsOf(packets, isFromClient, capture.beginsAt);
  const end = endOf(packets, isFromClient);
  const hasHandshake = isShaken(packets, isFromClient);
  // A session that no packet ended was open until the end of the capture.
  const isOpenAtEnd = end === "open" && (hasHandshake || segments.length > 0);
  const last = (isOpenAtEnd ? capture.packets : packets).at(-1)?.time ?? capture.beginsAt;
  return {
    id,
    capture: capture.host,
    client,
    clientHost: hosts.find(({ address }) => address === client.address)?.name,
    server,
    packets,
    beginsAt: since(packets[0]?.time ?? capture.beginsAt),
    endsAt: since(last),
    hasHandshake,
    wasRefused: isRefused(packets, isFromClient),
    segments,
    end,
    retransmissions: packets.filter(isSentAgain).length,
    requests: requestRepliesOf(segments, capture.beginsAt),
  };
}

/** A packet out of order is not a retransmission, though Wireshark may mark it as one. */
export const isSentAgain = (packet: Packet) =>
  packet.isRetransmission && !packet.info.includes("Out-Of-Order");

/** SYN, SYN-ACK, ACK, in this order. */
function isShaken(packets: readonly Packet[], isFromClient: (packet: Packet) => boolean): boolean {
  const syn = packets.findIndex((packet) => isOpening(packet));
  if (syn < 0) return false;
  const isAnswer = (packet: Packet) => packet.flags.syn && packet.flags.ack && !isFromClient(packet);
  const answer = packets.findIndex((packet, index) => index > syn && isAnswer(packet));
  if (answer < 0) return false;
  const isLast = (packet: Packet) =>
    isFromClient(packet) && packet.flags.ack && !packet.flags.syn && !packet.flags.rst;
  return packets.some((packet, index) => index > answer && isLast(packet));
}

/** A SYN that was answered with RST. */
function isRefused(packets: readonly Packet[], isFromClient: (packet: Packet) => boolean): boolean {
  const fromServer = packets.filter((packet) => !isFromClient(packet));
  return packets.some(isOpening) && fromServer[0]?.flags.rst === true;
}

function endOf(packets: readonly Packet[], isFromClient: (packet: Packet) => boolean): SessionEnd {
  const closing = packets.find(({ flags }) => flags.fin || flags.rst);
  if (closing === undefined) return "open";
  if (isFromClient(closing)) return closing.flags.rst ? "client-reset" : "client-fin";
  return closing.flags.rst ? "server-reset" : "server-fin";
}
