/** Both directions of a connection → its segments, in the order in which the programs could read them. Pure. */
import type { Direction } from "./direction.ts";
import type { LineTexts } from "./line-texts.ts";
import type { Segment } from "./session.ts";
import type { SidedPacket } from "./sightings.ts";
import type { StreamSegment } from "./stream-segment.ts";

interface Ready extends StreamSegment {
  /** Index of the packet with which the stream was complete up to its end: after a lost packet, a later one. */
  readonly readyWith: number;
}

export function segmentsOf(
  packets: readonly SidedPacket[],
  directions: readonly Direction[],
  beginsAt: number,
  texts: LineTexts,
): readonly StreamSegment[] {
  const segments: Ready[] = [];
  for (const direction of directions) addReadable(segments, packets, direction, beginsAt, texts);
  // The sort is stable: segments made readable by one packet stay in the order of the stream.
  return segments.sort((a, b) => a.readyWith - b.readyWith);
}

function addReadable(
  segments: Ready[],
  packets: readonly SidedPacket[],
  { pieces, side }: Direction,
  beginsAt: number,
  texts: LineTexts,
): void {
  let readyWith = 0;
  let end = 0;
  for (const { index, from, to, hex } of pieces) {
    const packet = packets[index]?.packet;
    if (packet === undefined) continue;
    readyWith = Math.max(readyWith, index);
    const { bytes, shown } = texts.payload(hex);
    const segment: Segment = {
      packet: packet.number,
      file: packet.file,
      from: side,
      hex,
      at: sinceOf(packet.time, beginsAt),
      text: shown,
      gapBefore: Math.max(0, from - end),
      truncated: to - from - hex.length / 2,
    };
    end = to;
    segments.push({ segment, from, to, bytes, readyWith });
  }
}

/** Seconds between two times since 1970, rounded to the microsecond, the precision of a double. */
export function sinceOf(time: number, beginsAt: number): number {
  return Math.round((time - beginsAt) * 1e6) / 1e6;
}

/** Thousands of replies in a row are the same. */
let last = { hex: "", text: "" };

/** One character a byte. */
export function bytesAsText(hex: string): string {
  if (hex !== last.hex) last = { hex, text: Buffer.from(hex, "hex").toString("latin1") };
  return last.text;
}
