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

/** The sessions of all captures, each once, in the order of their first packets. */
export function sessionsOf(
  captures: readonly Capture[],
  port: number,
  hosts: readonly HostName[] = [],
): readonly Session[] {
  return onceEach(captures, port, hosts).map(({ session }, index) => ({ ...session, id: `S${index + 1}` }));
}

function sessionsIn(capture: Capture, port: number, hosts: readonly HostName[]): readonly Session[] {
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
    file: capture.file,
    files: [capture.file],
    clientAt: [client],
    serverAt: [server],
    serverKnownBy: hasHandshake ? "handshake" : "port",
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
    unasked: [],
    unseen: [],
  };
}

export const isSentAgain = (packet: Packet) => packet.isRetransmission;

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

/** The clocks of two hosts that captured one session may differ by this much. */
const CLOCKS_APART_SECONDS = 5;

interface Seen {
  readonly capture: Capture;
  readonly session: Session;
  /** Seconds since 1970. */
  readonly beginsAt: number;
}

/** The sessions that the server's host captured, and those of other captures that it did not. */
function onceEach(captures: readonly Capture[], port: number, hosts: readonly HostName[]): readonly Seen[] {
  const views = captures.map((capture) => ({ capture, sessions: sessionsIn(capture, port, hosts) }));
  const isServers = ({ capture, sessions }: (typeof views)[number]) =>
    sessions.some(({ server }) => hosts.some((h) => h.address === server.address && h.name === capture.host));
  views.sort((a, b) => Number(isServers(b)) - Number(isServers(a)) || b.sessions.length - a.sessions.length);
  const all: Seen[] = [];
  for (const { capture, sessions } of views) {
    const before = new Set(all);
    for (const session of sessions) {
      const own = { capture, session, beginsAt: capture.beginsAt + session.beginsAt };
      const twin = [...before].find((other) => isSameSession(own, other));
      // One session of another capture matches at most one of this.
      if (twin) before.delete(twin);
      else all.push(own);
    }
  }
  return all.sort((a, b) => a.beginsAt - b.beginsAt);
}

function isSameSession(a: Seen, b: Seen): boolean {
  const isSameEnd = (one: Endpoint, other: Endpoint) =>
    one.address === other.address && one.port === other.port;
  if (!isSameEnd(a.session.client, b.session.client) || !isSameEnd(a.session.server, b.session.server)) {
    return false;
  }
  if (Math.abs(a.beginsAt - b.beginsAt) <= CLOCKS_APART_SECONDS) return true;
  const replies = (seen: Seen) => seen.session.segments.filter(({ from }) => from === "server");
  const bytes = (seen: Seen) =>
    replies(seen)
      .map(({ hex }) => hex)
      .join("");
  return bytes(a) !== "" && bytes(a) === bytes(b);
}
