/** The packets of one connection at all places where it was captured → each packet once, with its sightings. Pure. */
import { type Connection, distance, isSameEnd } from "./connection.ts";
import { Coverage } from "./coverage.ts";
import type { Packet, Sighting } from "./packet.ts";
import type { Side } from "./unseen.ts";

export interface SidedPacket {
  readonly packet: Packet;
  readonly from: Side;
}

/** Of packets with the same numbers, such as ACKs of an idle connection, the last ones are compared. */
const MOST_ALIKE = 16;

/** A sender waits longer than this before it sends a segment again. */
const LEAST_WAIT_SECONDS = 0.001;

/** One packet, and the places where it has been found: a place sees a packet once. */
interface Found {
  packet: Packet;
  readonly from: Side;
  readonly places: string[];
}

/** @param parts the connection as each place saw it, the main one first: its numbers and times are those of the packets */
export function packetsOnce(parts: readonly Connection[]): readonly SidedPacket[] {
  const [main] = parts;
  if (parts.length === 1 && main !== undefined && isSteady(main)) {
    return main.packets.map((packet) => ({ packet, from: sideOf(packet, main) }));
  }
  const found: Found[] = [];
  const byKey = new Map<string, Found[]>();
  const seen = new SeenBytes();
  for (const [index, part] of parts.entries()) {
    const shift = shiftOf(part, byKey, main);
    for (const packet of part.packets) {
      const from = sideOf(packet, part);
      const place = `${index} ${packet.interface}`;
      const key = keyOf(packet, from);
      const known = byKey.get(key);
      const same =
        known?.find((one) => hasSameId(one, packet)) ?? known?.find((one) => isNew(one, packet, place));
      if (same !== undefined) {
        same.places.push(place);
        same.packet = withSighting(same.packet, packet);
        continue;
      }
      // Network cards join segments and split them: what one place saw as one packet, another saw as two.
      if (known === undefined && seen.haveAll(packet, from, place)) continue;
      seen.add(packet, from, place);
      const one: Found = { packet: shifted(packet, shift), from, places: [place] };
      found.push(one);
      if (known === undefined) byKey.set(key, [one]);
      else if (known.push(one) > MOST_ALIKE) known.shift();
    }
  }
  return found;
}

const sideOf = ({ source }: Packet, { client }: Connection): Side =>
  isSameEnd(source, client) ? "client" : "server";

/** Each packet has a later byte or acknowledges a later one than all before it in its direction: none comes twice. */
function isSteady({ packets, client }: Connection): boolean {
  const last = { client: { end: -1, ack: -1 }, server: { end: -1, ack: -1 } };
  for (const { source, seqRaw, ackRaw, length, flags } of packets) {
    const own = isSameEnd(source, client) ? last.client : last.server;
    const end = seqRaw + length + (flags.syn || flags.fin ? 1 : 0);
    if (end <= own.end && ackRaw <= own.ack) return false;
    own.end = Math.max(end, own.end);
    own.ack = Math.max(ackRaw, own.ack);
  }
  return true;
}

function keyOf({ seqRaw, ackRaw, length, timestamp, flags }: Packet, from: Side): string {
  const { syn, fin, rst } = flags;
  return `${from[0]} ${seqRaw} ${ackRaw} ${length} ${timestamp} ${syn ? "s" : ""}${fin ? "f" : ""}${rst ? "r" : ""}`;
}

/** Numbered the same by IP: a segment that is sent again has another number. */
const hasSameId = ({ packet }: Found, { ipId }: Packet) => ipId > 0 && packet.ipId === ipId;

/**
 * A place sees a packet once: a second one with the same numbers was sent again. But if IP does not number packets,
 * the sender's time stamp, which is in the key, shows that it was sent once; and nothing is sent again this soon.
 */
function isNew({ packet, places }: Found, { ipId, time }: Packet, place: string): boolean {
  if (!places.includes(place)) return true;
  if (ipId > 0) return false;
  return packet.timestamp > 0 || (time > 0 && Math.abs(time - packet.time) < LEAST_WAIT_SECONDS);
}

const sightingOf = ({ file, number, time, interface: on, source, destination }: Packet): Sighting => ({
  ...{ file, number, time, source, destination },
  interface: on,
});

/** If one place kept more of the payload than another, that is what was sent. */
function withSighting(packet: Packet, other: Packet): Packet {
  const payload = other.payload.length > packet.payload.length ? other.payload : packet.payload;
  return { ...packet, payload, others: [...packet.others, sightingOf(other)] };
}

/** A packet that the main place did not see, at the time of the main clock; its own time is that of a sighting. */
function shifted(packet: Packet, seconds: number): Packet {
  return seconds === 0
    ? packet
    : { ...packet, time: packet.time + seconds, others: [...packet.others, sightingOf(packet)] };
}

/** Seconds by which the main clock is ahead of a part's: the middle of what packets show that both saw. */
function shiftOf(
  { capture, packets, client }: Connection,
  byKey: ReadonlyMap<string, readonly Found[]>,
  main: Connection | undefined,
): number {
  if (main === undefined || capture === main.capture) return 0;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const packet of packets) {
    const from = isSameEnd(packet.source, client) ? "client" : "server";
    const twin = byKey.get(keyOf(packet, from))?.[0]?.packet;
    if (twin === undefined) continue;
    least = Math.min(least, twin.time - packet.time);
    most = Math.max(most, twin.time - packet.time);
  }
  return least <= most ? (least + most) / 2 : 0;
}

/** Where and when a packet was captured, each time by the clock of its capture. */
export function sightingsOf(packet: Packet): readonly Sighting[] {
  const isOwn = ({ file, number }: Sighting) => file === packet.file && number === packet.number;
  return packet.others.some(isOwn) ? packet.others : [packet, ...packet.others];
}

/** The bytes of both directions that were seen, and at which place first. */
class SeenBytes {
  readonly #sides = new Map<Side, { readonly base: number; readonly coverage: Coverage }>();
  #place: string | undefined;

  add({ seqRaw, length }: Packet, side: Side, place: string): void {
    this.#place ??= place;
    const known = this.#sides.get(side) ?? { base: seqRaw, coverage: new Coverage() };
    this.#sides.set(side, known);
    const from = distance(seqRaw, known.base);
    if (length > 0) known.coverage.add(from, from + length);
  }

  /** At the first place itself, bytes that come twice were sent twice. */
  haveAll({ seqRaw, length }: Packet, side: Side, place: string): boolean {
    const known = this.#sides.get(side);
    if (length === 0 || place === this.#place || known === undefined) return false;
    const from = distance(seqRaw, known.base);
    return known.coverage.hasAll(from, from + length);
  }
}
