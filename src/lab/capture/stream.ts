/** Packets of one direction → its bytes, each once, in the order of the stream. Pure. */
import { escapeBytes } from "../../text/escape.ts";
import type { Segment } from "./facts.ts";
import type { Packet } from "./packet.ts";

/** A segment, and the packet with which the stream was complete up to its end: after a lost packet, a later one. */
interface OrderedSegment {
  readonly segment: Segment;
  /** Its index among the session's packets. */
  readonly readyWith: number;
}

/** The segments of both directions in the order in which the programs could read them. */
export function segmentsOf(
  packets: readonly Packet[],
  isFromClient: (packet: Packet) => boolean,
  beginsAt: number,
): readonly Segment[] {
  const indexOf = new Map(packets.map((packet, index) => [packet, index]));
  const ordered = (from: Segment["from"]): readonly OrderedSegment[] => {
    const own = packets.filter((packet) => isFromClient(packet) === (from === "client"));
    let readyWith = 0;
    return newBytes(own)
      .sort((a, b) => a.seq - b.seq)
      .map(({ packet, hex }) => {
        readyWith = Math.max(readyWith, indexOf.get(packet) ?? 0);
        const text = escapeBytes(bytesAsText(hex));
        const at = sinceOf(packet.time, beginsAt);
        return {
          readyWith,
          segment: {
            packet: packet.number,
            file: packet.file,
            at,
            from,
            hex,
            text,
            gapBefore: 0,
            truncated: 0,
          },
        };
      });
  };
  // The sort is stable: segments made readable by one packet stay in the order of the stream.
  return [...ordered("client"), ...ordered("server")]
    .sort((a, b) => a.readyWith - b.readyWith)
    .map(({ segment }) => segment);
}

/** Seconds between two times since 1970, rounded to the microsecond, the precision of a double. */
export function sinceOf(time: number, beginsAt: number): number {
  return Math.round((time - beginsAt) * 1e6) / 1e6;
}

/** One character a byte. */
export function bytesAsText(hex: string): string {
  return Buffer.from(hex, "hex").toString("latin1");
}

interface Piece {
  readonly packet: Packet;
  readonly seq: number;
  readonly hex: string;
}

/** The bytes of each packet that no earlier packet had: none for a retransmission, or only its last part. */
function newBytes(packets: readonly Packet[]): Piece[] {
  const pieces: Piece[] = [];
  const seen: { from: number; to: number }[] = [];
  for (const packet of packets) {
    if (packet.length === 0) continue;
    let from = packet.seq;
    const to = packet.seq + packet.length;
    for (const range of seen.toSorted((a, b) => a.from - b.from)) {
      if (range.from > from && range.from < to) pieces.push(piece(packet, from, range.from));
      if (range.to > from && range.from < to) from = range.to;
    }
    if (from < to) pieces.push(piece(packet, from, to));
    cover(seen, packet.seq, to);
  }
  return pieces;
}

function piece(packet: Packet, from: number, to: number): Piece {
  const hex = packet.payload.slice((from - packet.seq) * 2, (to - packet.seq) * 2);
  return { packet, seq: from, hex };
}

/** Adds a range and joins it with those that it touches: without loss there is only ever one. */
function cover(seen: { from: number; to: number }[], from: number, to: number): void {
  const apart = seen.filter((range) => range.to < from || range.from > to);
  const touching = seen.filter((range) => range.to >= from && range.from <= to);
  const joined = {
    from: Math.min(from, ...touching.map((range) => range.from)),
    to: Math.max(to, ...touching.map((range) => range.to)),
  };
  seen.splice(0, seen.length, ...apart, joined);
}
