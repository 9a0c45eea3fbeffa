/** How a session was opened and closed: by its sequence numbers, not by the order of its packets. Pure. */
import { distance, wrapped } from "./connection.ts";
import type { SessionEnd } from "./session.ts";
import type { SidedPacket } from "./sightings.ts";
import type { Seen } from "./unseen-of.ts";

/** SYN, a SYN-ACK that acknowledges it, and a packet of the client that acknowledges the SYN-ACK. */
export function hasHandshake(packets: readonly SidedPacket[]): boolean {
  const syn = synOf(packets);
  const answer = packets.find(
    ({ packet: { flags, ackRaw }, from }) =>
      from === "server" && flags.syn && flags.ack && ackRaw === wrapped((syn ?? Number.NaN) + 1),
  )?.packet;
  if (syn === undefined || answer === undefined) return false;
  return packets.some(
    ({ packet: { flags, ackRaw }, from }) =>
      from === "client" && flags.ack && !flags.syn && !flags.rst && distance(ackRaw, answer.seqRaw) > 0,
  );
}

function synOf(packets: readonly SidedPacket[]): number | undefined {
  return packets.find(({ packet, from }) => from === "client" && packet.flags.syn && !packet.flags.ack)
    ?.packet.seqRaw;
}

/** A SYN that was answered with RST, and nothing else. */
export function isRefused(packets: readonly SidedPacket[]): boolean {
  const syn = synOf(packets);
  if (syn === undefined) return false;
  const isOpened = packets.some(({ packet: { flags }, from }) =>
    from === "client" ? !flags.syn && !flags.rst : !flags.rst,
  );
  return (
    !isOpened &&
    packets.some(
      ({ packet: { flags, ackRaw }, from }) =>
        from === "server" && flags.rst && flags.ack && ackRaw === wrapped(syn + 1),
    )
  );
}

export function endOf({ packets, client, server }: Seen, isSideUnseen: boolean): SessionEnd {
  const closing = packets.find(({ packet: { flags } }) => flags.fin || flags.rst);
  if (isSideUnseen) return "unseen";
  if (closing === undefined) return client.isFinUnseen || server.isFinUnseen ? "unseen" : "open";
  const how = closing.packet.flags.rst ? "reset" : "fin";
  return `${closing.from}-${how}`;
}
