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
  const found: Unseen[] = [];
  if (!main.capture.hasTimes) found.push({ kind: "no-times" });
  if (main.serverKnownBy === "unknown") found.push({ kind: "no-server-known" });
  const isUnseen = { client: isSideUnseen(seen, "client"), server: isSideUnseen(seen, "server") };
  if (isUnseen.client) found.push({ kind: "no-client-packets" });
  if (isUnseen.server) found.push({ kind: "no-server-packets" });
  if (packets.some(isTruncated)) {
    for (const side of ["client", "server"] as const) found.push(...truncatedOf(packets, side));
  }
  for (const direction of [client, server]) {
    if (direction.gaps.length > 0 && !isUnseen[direction.side]) found.push(...gapOf(packets, direction));
  }
  if (!packets.some(({ packet }) => packet.flags.syn)) found.push({ kind: "begins-before" });
  if (isOpen) found.push({ kind: "ends-after" });
  return found;
}

const isTruncated = ({ packet }: SidedPacket) => packet.payload.length < packet.length * 2;

function truncatedOf(packets: readonly SidedPacket[], side: Side): readonly Unseen[] {
  const cut = packets.filter((one) => one.from === side && isTruncated(one));
  const [first] = cut;
  if (first === undefined) return [];
  let at = 0;
  for (const { packet } of cut) at = Math.max(at, packet.captured);
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
