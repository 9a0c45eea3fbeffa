/** The clocks of captures, and how they differ, by packets that two captures both hold. Pure. */
import type { Endpoint, Packet, Sighting } from "./packet.ts";
import type { Session } from "./session.ts";
import { sightingsOf } from "./sightings.ts";

/** One interface of one file: packets of several hosts may have been merged into a file. */
export type ClockName = string;

export const clockOf = ({ file, interface: index }: Pick<Sighting, "file" | "interface">): ClockName =>
  `${index} ${file}`;
export const fileOf = (clock: ClockName) => clock.slice(clock.indexOf(" ") + 1);

/** Seconds to add to the times of a clock for those of its reference: at least, and at most. */
export interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
  /** Packets that both clocks have. */
  readonly packets: number;
}

/** Differences of the times of packets in one direction. */
interface Differences {
  least: number;
  most: number;
  count: number;
}

interface Pair {
  readonly requests: Differences;
  readonly replies: Differences;
}

export interface Relations {
  /** For each clock, the clocks with which it shares packets in both directions. */
  readonly bounds: ReadonlyMap<ClockName, ReadonlyMap<ClockName, Bounds>>;
  /**
   * For each clock, the most seconds between two of its sightings of one packet: microseconds on one host, and more if
   * the files of several hosts became one.
   */
  readonly spreads: ReadonlyMap<ClockName, number>;
}

export function relationsOf(sessions: readonly Session[]): Relations {
  const pairs = new Map<string, Pair>();
  const spreads = new Map<ClockName, number>();
  for (const { packets, serverAt } of sessions) {
    for (const packet of packets) {
      if (packet.others.length > 0) compare(packet, isOf(serverAt, packet), pairs, spreads);
    }
  }
  const relations = new Map<ClockName, Map<ClockName, Bounds>>();
  const add = (from: ClockName, to: ClockName, bounds: Bounds) =>
    relations.set(from, (relations.get(from) ?? new Map()).set(to, bounds));
  for (const [key, pair] of pairs) {
    const [from = "", to = ""] = key.split("\n");
    const bounds = boundsOf(pair);
    if (bounds === undefined) continue;
    add(from, to, bounds);
    add(to, from, { atLeast: -bounds.atMost, atMost: -bounds.atLeast, packets: bounds.packets });
  }
  return { bounds: relations, spreads };
}

const isOf = (ends: readonly Endpoint[], { source }: Packet) =>
  ends.some(({ address, port }) => address === source.address && port === source.port);

function compare(
  packet: Packet,
  isReply: boolean,
  pairs: Map<string, Pair>,
  spreads: Map<ClockName, number>,
): void {
  const sightings = sightingsOf(packet).map((seen) => ({ clock: clockOf(seen), time: seen.time }));
  for (const [index, one] of sightings.entries()) {
    for (const other of sightings.slice(index + 1)) {
      if (one.time === 0 || other.time === 0) continue;
      if (one.clock === other.clock) {
        const spread = Math.abs(other.time - one.time);
        spreads.set(one.clock, Math.max(spread, spreads.get(one.clock) ?? 0));
        continue;
      }
      const [a, b] = one.clock < other.clock ? [one, other] : [other, one];
      const key = `${a.clock}\n${b.clock}`;
      const pair = pairs.get(key) ?? { requests: none(), replies: none() };
      pairs.set(key, pair);
      const direction = isReply ? pair.replies : pair.requests;
      const difference = b.time - a.time;
      direction.least = Math.min(direction.least, difference);
      direction.most = Math.max(direction.most, difference);
      direction.count += 1;
    }
  }
}

const none = (): Differences => ({
  least: Number.POSITIVE_INFINITY,
  most: Number.NEGATIVE_INFINITY,
  count: 0,
});

/**
 * No packet arrives before it was sent: of a packet seen first by A, the difference is at least that of the clocks, and
 * of one seen first by B at most. One direction passes A first, the other B. Clocks that drifted apart meanwhile, so
 * that these contradict each other, are only known to differ by something between all the differences.
 */
function boundsOf({ requests, replies }: Pair): Bounds | undefined {
  if (requests.count === 0 || replies.count === 0) return undefined;
  const packets = requests.count + replies.count;
  if (replies.most <= requests.least) return { atLeast: replies.most, atMost: requests.least, packets };
  if (requests.most <= replies.least) return { atLeast: requests.most, atMost: replies.least, packets };
  const atLeast = Math.min(requests.least, replies.least);
  return { atLeast, atMost: Math.max(requests.most, replies.most), packets };
}

/** The clocks that are related to this one, directly or through others, with the bounds to its time. */
export function relatedTo(
  reference: ClockName,
  { bounds, spreads }: Relations,
): ReadonlyMap<ClockName, Bounds> {
  const found = new Map<ClockName, Bounds>([[reference, { atLeast: 0, atMost: 0, packets: 0 }]]);
  for (const [clock, own] of found) {
    for (const [other, { atLeast, atMost, packets }] of bounds.get(clock) ?? []) {
      if (found.has(other)) continue;
      // From `other` to `clock` is the opposite of from `clock` to `other`.
      found.set(other, { atLeast: own.atLeast - atMost, atMost: own.atMost - atLeast, packets });
    }
  }
  return new Map(
    [...found].map(([clock, { atLeast, atMost, packets }]) => {
      const spread = spreads.get(clock) ?? 0;
      return [clock, { atLeast: atLeast - spread, atMost: atMost + spread, packets }];
    }),
  );
}
