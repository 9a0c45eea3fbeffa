/** Whether a connection is another one seen further from the client: each answer lies between the other's question and answer. Pure. */
import { type Connection, distance, isSameEnd } from "./connection.ts";
import type { Packet } from "./packet.ts";

/** Time stamps of one machine may be out of order by this much. */
const JITTER_SECONDS = 0.001;
const MOST_CHECKED = 8;

/** A packet, and the first of the other side that acknowledges it. */
interface RoundTrip {
  readonly from: number;
  readonly to: number;
}

/** @returns false if no round trip was captured in both */
export function isWithin(inner: Connection, outer: Connection): boolean {
  const outers = tripsOf(outer);
  let checked = 0;
  for (const [key, trip] of tripsOf(inner)) {
    const other = outers.get(key);
    if (other === undefined) continue;
    checked += 1;
    if (trip.from < other.from - JITTER_SECONDS || trip.to > other.to + JITTER_SECONDS) return false;
  }
  return checked > 0;
}

/** A quick look before: the later one begins before the earlier one has its first answer. */
export function beginTogether(a: Connection, b: Connection): boolean {
  const begin = ({ packets }: Connection) => timeIn(a, packets[0]);
  const [one, other] = begin(a) <= begin(b) ? [a, b] : [b, a];
  const source = one.packets[0]?.source;
  const answer = one.packets.find((packet) => source !== undefined && !isSameEnd(packet.source, source));
  return answer === undefined || begin(other) <= timeIn(a, answer) + JITTER_SECONDS;
}

/** Without time stamps, the order of the file. */
function timeIn({ capture }: Connection, packet: Packet | undefined): number {
  return (capture.hasTimes ? packet?.time : packet?.number) ?? 0;
}

/** The client's first round trips: the handshake, a request and its acknowledgement. */
function tripsOf(connection: Connection): ReadonlyMap<string, RoundTrip> {
  const { packets, client } = connection;
  const trips = new Map<string, RoundTrip>();
  for (const [index, packet] of packets.entries()) {
    if (trips.size >= MOST_CHECKED) break;
    const { source, seqRaw, flags, length } = packet;
    if (!isSameEnd(source, client) || (length === 0 && !flags.syn)) continue;
    const end = seqRaw + length + (flags.syn ? 1 : 0);
    const answer = packets
      .slice(index + 1, index + 1 + MOST_CHECKED)
      .find(
        (other) => !isSameEnd(other.source, source) && other.flags.ack && distance(other.ackRaw, end) >= 0,
      );
    if (answer !== undefined)
      trips.set(`${seqRaw} ${flags.syn}`, {
        from: timeIn(connection, packet),
        to: timeIn(connection, answer),
      });
  }
  return trips;
}
