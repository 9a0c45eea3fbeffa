/** A session's packets and streams → what its captures cannot show. Pure. */
import type { Connection } from "./connection.ts";
import type { Direction } from "./direction.ts";
import type { SidedPacket } from "./sightings.ts";
import type { PacketName, Side, Unseen } from "./unseen.ts";

export interface Seen {
  readonly packets: readonly SidedPacket[];
  readonly client: Direction;
  readonly server: Direction;
}

/** Whether a side's packets are missing, though the other side's show that there were some. */
export function isSideUnseen({ packets }: Seen, side: Side): boolean {
  let answers = 0;
  for (const { packet, from } of packets) {
    const { syn, ack, rst } = packet.flags;
    // A reset can come from anywhere on the way.
    if (from === side && !rst) return false;
    if (from !== side && ack && !rst && !(syn && side === "server")) answers += 1;
  }
  return answers > 0;
}

export function unseenOf(seen: Seen, main: Connection, isOpen: boolean): readonly Unseen[] {
  const { packets, client, server } = seen;
  const missing = (["client", "server"] as const).filter((side) => isSideUnseen(seen, side));
  const isBegun = packets.some(({ packet }) => packet.flags.syn);
  const gaps = [client, server].filter(({ side }) => !missing.includes(side));
  return [
    ...(main.capture.hasTimes ? [] : [{ kind: "no-times" } as const]),
    ...(main.serverKnownBy === "unknown" ? [{ kind: "no-server-known" } as const] : []),
    ...missing.map((side) => ({ kind: `no-${side}-packets` }) as const),
    ...(["client", "server"] as const).flatMap((side) => truncatedOf(packets, side)),
    ...gaps.flatMap((direction) => gapOf(packets, direction)),
    ...(isBegun ? [] : [{ kind: "begins-before" } as const]),
    ...(isOpen ? [{ kind: "ends-after" } as const] : []),
  ];
}

function truncatedOf(packets: readonly SidedPacket[], side: Side): readonly Unseen[] {
  const cut = packets.filter(
    ({ packet, from }) => from === side && packet.payload.length < packet.length * 2,
  );
  const [first] = cut;
  if (first === undefined) return [];
  const at = Math.max(...cut.map(({ packet }) => packet.captured));
  return [{ kind: "truncated", side, at, packets: cut.length, first: nameOf(first) }];
}

function gapOf(
  packets: readonly SidedPacket[],
  { gaps, side, base, acknowledged }: Direction,
): readonly Unseen[] {
  const [first] = gaps;
  if (first === undefined) return [];
  const shows = packets.find(({ packet, from }) => {
    const at = from === side ? packet.seqRaw : packet.ackRaw;
    const isShown =
      from === side ? packet.length > 0 || packet.flags.fin : packet.flags.ack && !packet.flags.rst;
    return isShown && ((at - base) | 0) >= first.to;
  });
  const bytes = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const wasReceived = gaps.every(({ to }) => acknowledged >= to);
  return [{ kind: "gap", side, bytes, gaps: gaps.length, packet: nameOf(shows ?? packets[0]), wasReceived }];
}

function nameOf(one: SidedPacket | undefined): PacketName {
  return { file: one?.packet.file ?? "", number: one?.packet.number ?? 0 };
}
