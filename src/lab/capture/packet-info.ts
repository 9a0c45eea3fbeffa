/** A packet → the text of Wireshark's Info column, without its TCP options. */
import type { Packet } from "./packet.ts";

/** `50000 → 45000 [PSH, ACK] Seq=1 Ack=1 Win=64512 Len=6`, with Wireshark's mark of a packet that was sent before. */
export function infoOf(packet: Packet): string {
  const { source, destination, flags, seq, ack, window, length } = packet;
  const mark = packet.isKeepAlive
    ? "[TCP Keep-Alive] "
    : packet.isRetransmission
      ? "[TCP Retransmission] "
      : "";
  const names = (["fin", "syn", "rst", "psh", "ack"] as const).filter((name) => flags[name]);
  const set = names.map((name) => name.toUpperCase()).join(", ");
  const acknowledged = flags.ack ? ` Ack=${ack}` : "";
  return `${mark}${source.port} → ${destination.port} [${set}] Seq=${seq}${acknowledged} Win=${window} Len=${length}`;
}
