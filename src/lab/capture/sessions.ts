/** Captures → the TCP sessions with the server's port, each once, however many captures and addresses it was seen at. Pure. */

import { inCausalOrder } from "./causal-order.ts";
import { type Connection, connectionsIn, isSameEnd } from "./connection.ts";
import { directionOf } from "./direction.ts";
import { endOf, hasHandshake, isRefused } from "./handshake.ts";
import { LineTexts } from "./line-texts.ts";
import type { Capture, Endpoint, Packet } from "./packet.ts";
import { requestRepliesOf } from "./requests-replies.ts";
import { endedByReuse } from "./reused-ports.ts";
import { groupSame } from "./same-connection.ts";
import type { Session } from "./session.ts";
import { packetsOnce, type SidedPacket } from "./sightings.ts";
import { segmentsOf, sinceOf } from "./stream.ts";
import { isSideUnseen, type Seen, unseenOf } from "./unseen-of.ts";

export interface HostName {
  readonly name: string;
  readonly address: string;
}

/** In the order of their first packets. */
export function sessionsOf(
  captures: readonly Capture[],
  port: number,
  hosts: readonly HostName[] = [],
): readonly Session[] {
  const connections = captures.flatMap((capture) => connectionsIn(capture, port));
  const counts = new Map<Capture, number>();
  for (const { capture } of connections) counts.set(capture, (counts.get(capture) ?? 0) + 1);
  const texts = new LineTexts();
  const sessions = groupSame(connections)
    .map((parts) => sessionOf(mainFirst(parts, hosts, counts), hosts, texts))
    .sort((a, b) => firstTime(a) - firstTime(b));
  return endedByReuse(sessions).map((session, index) => ({ ...session, id: `S${index + 1}` }));
}

const firstTime = ({ packets }: Session) => packets[0]?.time ?? 0;

/**
 * The connection whose numbers and times the session has: that of the server's own host, or else of the capture with
 * the most connections, so that many sessions have one clock; and of two sides of a NAT the client's.
 */
function mainFirst(
  parts: readonly Connection[],
  hosts: readonly HostName[],
  counts: ReadonlyMap<Capture, number>,
): readonly Connection[] {
  if (parts.length === 1) return parts;
  const isServers = ({ capture, server }: Connection) =>
    hosts.some(({ name, address }) => address === server.address && name === capture.host);
  const begin = ({ packets }: Connection) => packets[0]?.time ?? 0;
  const countOf = ({ capture }: Connection) => counts.get(capture) ?? 0;
  return parts.toSorted(
    (a, b) =>
      Number(isServers(b)) - Number(isServers(a)) ||
      countOf(b) - countOf(a) ||
      b.packets.length - a.packets.length ||
      begin(a) - begin(b),
  );
}

function sessionOf(parts: readonly Connection[], hosts: readonly HostName[], texts: LineTexts): Session {
  const [main] = parts;
  if (main === undefined) throw new Error("a session has at least one connection");
  const { capture, client, server, serverKnownBy } = main;
  const ordered = inCausalOrder(packetsOnce(parts), capture.hasTimes);
  const areMarksRight = parts.length === 1 && isInOrder(main.packets);
  const isn = (side: "clientIsn" | "serverIsn") => parts.find((part) => part[side] !== undefined)?.[side];
  const seen = marked({
    packets: ordered,
    client: directionOf(ordered, "client", { isn: isn("clientIsn"), areMarksRight }),
    server: directionOf(ordered, "server", { isn: isn("serverIsn"), areMarksRight }),
  });
  const since = (time: number) => sinceOf(time, capture.beginsAt);
  const isUnseen = { client: isSideUnseen(seen, "client"), server: isSideUnseen(seen, "server") };
  const wasRefused = isRefused(seen.packets);
  const isTold = serverKnownBy !== "unknown";
  const end = endOf(seen, isUnseen.client || isUnseen.server || !isTold);
  const streams = segmentsOf(seen.packets, [seen.client, seen.server], capture.beginsAt, texts);
  const isShaken = hasHandshake(seen.packets);
  // A session that no packet ended was open until the end of the capture.
  const isOpenAtEnd = end === "open" && (isShaken || streams.length > 0);
  const [first, last] = timesOf(seen.packets, capture.beginsAt);
  const endsAt = since(isOpenAtEnd ? Math.max(last, capture.endsAt) : last);
  // Of a side that may be either, nothing is a request.
  const { requests, unasked } = requestRepliesOf(isTold ? streams : [], texts, {
    beginsAt: capture.hasTimes ? capture.beginsAt : undefined,
    begin: seen.packets.some(({ packet }) => packet.flags.syn) ? undefined : "begins-before",
    acknowledged: seen.client.acknowledged,
    isUnseen,
    endsInGap: seen.server.gaps.some(({ from }) => from >= (seen.server.pieces.at(-1)?.to ?? 0)),
    stopsAt: isOpenAtEnd ? endsAt : undefined,
  });
  const ends = endsOf(parts);
  return {
    ...{ id: "", capture: capture.host, file: capture.file, client, server, serverKnownBy, ...ends },
    files: [...new Set(parts.map((part) => part.capture.file))],
    clientHost: hosts.find(({ address }) => ends.clientAt.some((end) => end.address === address))?.name,
    packets: seen.packets.map(({ packet }) => packet),
    ...{ beginsAt: since(first), endsAt, hasHandshake: isShaken, wasRefused, end, requests, unasked },
    segments: streams.map(({ segment }) => segment),
    retransmissions: seen.client.sentAgain.size + seen.server.sentAgain.size,
    unseen: unseenOf(seen, main, isOpenAtEnd),
  };
}

function isInOrder(packets: readonly Packet[]): boolean {
  return packets.every(({ time }, index) => time >= (packets[index - 1]?.time ?? time));
}

/** The packets with jam's own marks, which hold for all captures together. */
function marked({ packets, client, server }: Seen): Seen {
  const isPlain = [client, server].every((one) => one.sentAgain.size === 0 && one.keepAlives.size === 0);
  if (isPlain && !packets.some(({ packet }) => packet.isRetransmission || packet.isKeepAlive)) {
    return { packets, client, server };
  }
  const isMarked = (index: number, kind: "sentAgain" | "keepAlives") =>
    client[kind].has(index) || server[kind].has(index);
  const own = packets.map((one, index): SidedPacket => {
    const isRetransmission = isMarked(index, "sentAgain");
    const isKeepAlive = isMarked(index, "keepAlives") || (one.packet.isKeepAlive && one.packet.length === 0);
    const isSame = one.packet.isRetransmission === isRetransmission && one.packet.isKeepAlive === isKeepAlive;
    return isSame ? one : { ...one, packet: { ...one.packet, isRetransmission, isKeepAlive } };
  });
  return { packets: own, client, server };
}

/** The earliest and the latest, whatever the order of cause. */
function timesOf(packets: readonly SidedPacket[], otherwise: number): readonly [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { packet } of packets) {
    first = Math.min(first, packet.time);
    last = Math.max(last, packet.time);
  }
  return first <= last ? [first, last] : [otherwise, otherwise];
}

function endsOf(parts: readonly Connection[]) {
  const each = (all: readonly Endpoint[]) =>
    all.length === 1
      ? all
      : all.filter((end, index) => all.findIndex((other) => isSameEnd(other, end)) === index);
  return {
    clientAt: each(parts.map(({ client }) => client)),
    serverAt: each(parts.map(({ server }) => server)),
  };
}
