/** One session as a sequence diagram: two lanes, and every packet an arrow between them. */
import type { Session } from "../../capture/facts.ts";
import type { Packet } from "../../capture/packet.ts";
import type { DrawingWords } from "../words/words.ts";
import { type Paged, paged, type Strip } from "./paged.ts";
import { HEADS_HEIGHT, laneHeads } from "./sequence-heads.ts";
import { noteStrip, PLACES, packetStrips } from "./sequence-rows.ts";
import { INK, line } from "./svg.ts";

/** Two printed pages; of a taller diagram the two ends are drawn. */
const TALLEST = 1600;
/** At most this many packets are drawn. */
const MOST_PACKETS = 100;
const FOOT = 12;
/** Where the lanes begin below the boxes of the heads. */
const LANES_TOP = HEADS_HEIGHT - 26;

export interface Seen {
  /** The name of the server's host, if known. */
  readonly serverHost: string | undefined;
  /** Seconds since 1970, from which the capture's times count. */
  readonly captureBeginsAt: number;
}

export function sequenceOf(session: Session, seen: Seen, words: DrawingWords): Paged {
  const lane = (x: number, from: number, to: number, stroke: string) =>
    line(x, from, x, to, { stroke, width: 1.5 });
  return paged({
    width: PLACES.width,
    title: words.sequenceOf(session.id),
    head: { height: HEADS_HEIGHT, parts: laneHeads(session, seen.serverHost, words, PLACES) },
    rows: [...fittingRows(session, seen, words)].map((row, index, all) =>
      index === all.length - 1 ? { ...row, height: row.height + FOOT } : row,
    ),
    together: 2,
    behind: (height, place) => {
      const top = place === "whole" || place === "head" ? LANES_TOP : 0;
      return [lane(PLACES.client, top, height, INK.client), lane(PLACES.server, top, height, INK.server)];
    },
  });
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
