/** The packets of some sessions as in Wireshark's table with the filter `tcp.port == PORT`. */
import { visibleLine } from "../../text/visible.ts";
import type { CaptureFacts, Session } from "../capture/facts.ts";
import { infoOf } from "../capture/packet-info.ts";
import { beginOf, beginOfFile, packetNames, timeOf } from "./packet-words.ts";

const MOST_ROWS = 36;

interface PacketRow {
  readonly number: string;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: "TCP";
  /** Bytes of payload: a `Packet` does not record the length of its frame. */
  readonly length: string;
  readonly info: string;
  readonly isRetransmission: boolean;
}

export interface PacketTable {
  readonly filter: string;
  readonly rows: readonly PacketRow[];
  readonly rowsLeftOut: number;
}

export const PACKET_COLUMNS = ["No.", "Time", "Source", "Destination", "Protocol", "Length", "Info"] as const;

export function filterOf(port: number): string {
  return `tcp.port == ${port}`;
}

/** The packets of the sessions in the order of time. */
export function packetTable(sessions: readonly Session[], facts: CaptureFacts): PacketTable {
  const all = sessions
    .flatMap((session) => session.packets.map((packet) => ({ packet, session })))
    .toSorted((a, b) => a.packet.time - b.packet.time || a.packet.number - b.packet.number);
  const isSeveral = new Set(all.map(({ packet }) => packet.file)).size > 1;
  const rows = all.slice(0, MOST_ROWS).map(({ packet, session }) => ({
    number: packetNames([packet.number], packet.file, isSeveral),
    time: timeOf(packet, beginOfFile(packet.file, facts) ?? beginOf(session, facts)),
    source: packet.source.address,
    destination: packet.destination.address,
    protocol: "TCP" as const,
    length: `${packet.length}`,
    info: visibleLine(infoOf(packet)),
    isRetransmission: packet.isRetransmission,
  }));
  return { filter: filterOf(facts.port), rows, rowsLeftOut: all.length - rows.length };
}
