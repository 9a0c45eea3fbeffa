/** One session as a sequence diagram: two lanes, and every packet an arrow between them. */
import type { Session } from "../../capture/facts.ts";
import type { Packet } from "../../capture/packet.ts";
import type { DrawingWords } from "../words/words.ts";
import { HEADS_HEIGHT, laneHeads } from "./sequence-heads.ts";
import { noteStrip, PLACES, packetStrips, type Strip } from "./sequence-rows.ts";
import { drawing, INK, line, moved } from "./svg.ts";

/** Two printed pages; of a taller diagram the two ends are drawn. */
const TALLEST = 1600;
/** At most this many packets are drawn. */
const MOST_PACKETS = 100;
const FOOT = 12;
/** This many rows at the beginning and at the end stay on one page. */
const TOGETHER = 2;

export interface Sequence {
  readonly svg: string;
  /** The same in strips, one below the other, for pages that break. */
  readonly strips: readonly string[];
}

export interface Seen {
  /** The name of the server's host, if known. */
  readonly serverHost: string | undefined;
  /** Seconds since 1970, from which the capture's times count. */
  readonly captureBeginsAt: number;
}

export function sequenceOf(session: Session, seen: Seen, words: DrawingWords): Sequence {
  const heads = { height: HEADS_HEIGHT, parts: laneHeads(session, seen.serverHost, words, PLACES) };
  const rows = fittingRows(session, seen, words);
  const title = words.sequenceOf(session.id);
  const last = rows.length - TOGETHER;
  const isShort = rows.length <= 2 * TOGETHER;
  const groups = isShort
    ? [[heads, ...rows]]
    : [
        [heads, ...rows.slice(0, TOGETHER)],
        ...rows.slice(TOGETHER, last).map((row) => [row]),
        rows.slice(last),
      ];
  return {
    svg: draw([heads, ...rows], title, FOOT),
    strips: groups.map((group, index) => draw(group, title, index === groups.length - 1 ? FOOT : 0)),
  };
}

function draw(strips: readonly Strip[], title: string, foot: number): string {
  const parts: string[] = [];
  let y = 0;
  for (const strip of strips) {
    parts.push(moved(y, strip.parts));
    y += strip.height;
  }
  const top = strips[0]?.height === HEADS_HEIGHT ? HEADS_HEIGHT - 26 : 0;
  const lane = (x: number, stroke: string) => line(x, top, x, y + foot, { stroke, width: 1.5 });
  const lanes = [lane(PLACES.client, INK.client), lane(PLACES.server, INK.server)];
  return drawing(PLACES.width, y + foot, title, [...lanes, ...parts]);
}

/** The strips of all packets, or of both ends if all are too many. */
function fittingRows(session: Session, seen: Seen, words: DrawingWords): readonly Strip[] {
  const { packets } = session;
  const sum = (some: readonly Strip[]) => some.reduce((total, { height }) => total + height, 0);
  const strips = (some: readonly Packet[]) => packetStrips(some, session, seen.captureBeginsAt, words);
  if (packets.length <= MOST_PACKETS) {
    const all = strips(packets);
    if (sum(all) <= TALLEST) return all;
  }
  const within = (some: readonly Strip[]) =>
    some.filter((_, index) => sum(some.slice(0, index + 1)) <= TALLEST / 2);
  const first = within(strips(packets.slice(0, MOST_PACKETS / 2)));
  const last = within(strips(packets.slice(first.length).slice(-MOST_PACKETS / 2)).toReversed()).toReversed();
  return [...first, noteStrip(words.packetsLeftOut(packets.length - first.length - last.length)), ...last];
}
