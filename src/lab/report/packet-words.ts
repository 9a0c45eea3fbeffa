/** A packet's time, flags and numbers as Wireshark shows them. */
import { formatHostPort } from "../../text/host-port.ts";
import { visibleLine } from "../../text/visible.ts";
import type { CaptureFacts, Session } from "../capture/facts.ts";
import { originOf } from "../capture/origin.ts";
import type { Packet } from "../capture/packet.ts";
import { sinceOf } from "../capture/stream.ts";

const MOST_NUMBERS = 8;

/** Seconds since the capture began, to the microsecond; `–` if the packet has no time stamp. */
export function timeOf(packet: Packet, captureBeginsAt: number): string {
  return packet.time === 0 ? "–" : sinceOf(packet.time, captureBeginsAt).toFixed(6);
}

/** `12, 13`; with several captures `mesin1.pcapng: 12, 13`. */
export function packetNames(numbers: readonly number[], file: string, isSeveral: boolean): string {
  const shown = numbers.slice(0, MOST_NUMBERS).join(", ");
  const all = numbers.length > MOST_NUMBERS ? `${shown}, …` : shown;
  return isSeveral ? `${visibleLine(file)}: ${all}` : all;
}

export function filesOf(sessions: readonly Session[]): readonly string[] {
  return [...new Set(sessions.map(({ file }) => file))];
}

/** The file in which packets of these sessions have their numbers; undefined if the report has only one, or they have several. */
export function fileOf(
  sessions: readonly Session[],
  { captures }: Pick<CaptureFacts, "captures">,
): string | undefined {
  const files = filesOf(sessions);
  return captures.length > 1 && files.length === 1 ? visibleLine(files[0] ?? "") : undefined;
}

/** When the session's capture began, in seconds since 1970. */
export function beginOf(session: Session, facts: Pick<CaptureFacts, "captures">): number {
  return beginOfFile(session.file, facts) ?? originOf(session);
}

export function beginOfFile(file: string, { captures }: Pick<CaptureFacts, "captures">): number | undefined {
  return captures.find((capture) => capture.file === file)?.beginsAt;
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
