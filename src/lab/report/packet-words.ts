/** A packet's time, flags and numbers in the words that Wireshark uses for them. */
import { formatHostPort } from "../../text/host-port.ts";
import type { CaptureFacts, Session } from "../capture/facts.ts";
import type { Packet } from "../capture/packet.ts";
import { sinceOf } from "../capture/stream.ts";

/** Seconds since the capture began, to the microsecond. */
export function timeOf(packet: Packet, captureBeginsAt: number): string {
  return sinceOf(packet.time, captureBeginsAt).toFixed(6);
}

/** When the session's capture began, in seconds since 1970. */
export function beginOf(session: Session, facts: Pick<CaptureFacts, "captures">): number {
  const capture = facts.captures.find(({ host }) => host === session.capture);
  return capture?.beginsAt ?? (session.packets[0]?.time ?? 0) - session.beginsAt;
}

/** `PSH, ACK` */
export function flagsOf(packet: Packet): string {
  const names = (["fin", "syn", "rst", "psh", "ack"] as const).filter((flag) => packet.flags[flag]);
  return names.map((name) => name.toUpperCase()).join(", ");
}

/** `Seq=1 Ack=7 Len=14` */
export function numbersOf(packet: Packet): string {
  const ack = packet.flags.ack ? ` Ack=${packet.ack}` : "";
  return `Seq=${packet.seq}${ack} Len=${packet.length}`;
}

export function isFromClient(packet: Packet, session: Session): boolean {
  return packet.source.port === session.client.port && packet.source.address === session.client.address;
}

export function endpointText(endpoint: { readonly address: string; readonly port: number }): string {
  return formatHostPort(endpoint.address, endpoint.port);
}
