/** Packets of a connection → the order of cause: by time, but none before the bytes that it acknowledges. Pure. */
import { distance } from "./connection.ts";
import type { SidedPacket } from "./sightings.ts";

/** The packets of one side, in the order of time, and how far its numbers have come. */
interface Queue {
  readonly packets: readonly SidedPacket[];
  next: number;
  /** The end of the bytes that were taken from it; `undefined` before the first. */
  sent: number | undefined;
  /** The end of all its bytes. */
  readonly end: number | undefined;
}

export function inCausalOrder(packets: readonly SidedPacket[], hasTimes: boolean): readonly SidedPacket[] {
  if (isInOrder(packets, hasTimes)) return packets;
  const client = queueOf(
    packets.filter(({ from }) => from === "client"),
    hasTimes,
  );
  const server = queueOf(
    packets.filter(({ from }) => from === "server"),
    hasTimes,
  );
  const ordered: SidedPacket[] = [];
  while (ordered.length < packets.length) {
    const queue = isFirst(client, server, hasTimes) ? client : server;
    const one = queue.packets[queue.next++];
    if (one === undefined) break;
    queue.sent = later(queue.sent, endOf(one));
    ordered.push(one);
  }
  return ordered;
}

/** As in most captures: no time is before another, and nothing acknowledges what the other side has not sent. */
function isInOrder(packets: readonly SidedPacket[], hasTimes: boolean): boolean {
  let [client, server]: (number | undefined)[] = [undefined, undefined];
  let time = Number.NEGATIVE_INFINITY;
  for (const one of packets) {
    const { packet, from } = one;
    const sent = from === "client" ? server : client;
    if (hasTimes && packet.time < time) return false;
    time = packet.time;
    if (packet.flags.ack && (sent === undefined ? packets[0] !== one : distance(packet.ackRaw, sent) > 0)) {
      return false;
    }
    if (from === "client") client = later(client, endOf(one));
    else server = later(server, endOf(one));
  }
  return true;
}

function queueOf(packets: readonly SidedPacket[], hasTimes: boolean): Queue {
  const sorted = hasTimes && !isSorted(packets) ? packets.toSorted(byTime) : packets;
  let end: number | undefined;
  for (const one of sorted) end = later(end, endOf(one));
  return { packets: sorted, next: 0, sent: undefined, end };
}

const byTime = (a: SidedPacket, b: SidedPacket) => a.packet.time - b.packet.time;

function isSorted(packets: readonly SidedPacket[]): boolean {
  return packets.every(
    ({ packet }, index) => packet.time >= (packets[index - 1]?.packet.time ?? packet.time),
  );
}

function endOf({ packet: { seqRaw, length, flags } }: SidedPacket): number {
  return (seqRaw + length + (flags.syn || flags.fin ? 1 : 0)) >>> 0;
}

const later = (a: number | undefined, b: number) => (a === undefined || distance(b, a) > 0 ? b : a);

/** Whether the next packet is the client's. */
function isFirst(client: Queue, server: Queue, hasTimes: boolean): boolean {
  const [a, b] = [client.packets[client.next], server.packets[server.next]];
  if (a === undefined || b === undefined) return a !== undefined;
  const [isClientsLate, isServersLate] = [mustWait(a, server), mustWait(b, client)];
  if (isClientsLate !== isServersLate) return isServersLate;
  const { time, number, file } = b.packet;
  if (hasTimes && a.packet.time !== time) return a.packet.time < time;
  return a.packet.file !== file || a.packet.number < number;
}

/** It acknowledges bytes of the other side that were captured and have not had their turn. */
function mustWait({ packet: { flags, ackRaw } }: SidedPacket, other: Queue): boolean {
  if (!flags.ack || other.end === undefined) return false;
  const needed = distance(ackRaw, other.end) > 0 ? other.end : ackRaw;
  return other.sent === undefined ? distance(needed, firstOf(other)) > 0 : distance(needed, other.sent) > 0;
}

function firstOf({ packets }: Queue): number {
  return packets[0]?.packet.seqRaw ?? 0;
}
