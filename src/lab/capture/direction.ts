/** The packets of one side in the order of cause → its bytes, each once, which were sent again, and which are missing. Pure. */
import { distance, wrapped } from "./connection.ts";
import { Coverage } from "./coverage.ts";
import type { Packet } from "./packet.ts";
import type { SidedPacket } from "./sightings.ts";
import type { Side } from "./unseen.ts";

/** Bytes of a stream that one packet was the first to carry; positions count from the first byte after the SYN. */
interface Piece {
  /** Index of the packet among the session's. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** Of `from` to `to`, the bytes that were captured. */
  readonly hex: string;
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface Direction {
  readonly side: Side;
  /** The number on the wire of the first byte after the SYN. */
  readonly base: number;
  /** In the order of the stream. */
  readonly pieces: readonly Piece[];
  /** Indexes of the packets whose bytes, SYN or FIN had been sent before. */
  readonly sentAgain: ReadonlySet<number>;
  readonly keepAlives: ReadonlySet<number>;
  readonly gaps: readonly Gap[];
  /** The last byte, and FIN, that the other side acknowledged; -Infinity if it acknowledged nothing. */
  readonly acknowledged: number;
  /** One more than its bytes was acknowledged, and no FIN captured. */
  readonly isFinUnseen: boolean;
}

export interface Origin {
  /** The side's initial number, if the capture shows it. */
  readonly isn: number | undefined;
  /** The order of one file is that of time: tshark's own marks are right. */
  readonly areMarksRight: boolean;
}

export function directionOf(packets: readonly SidedPacket[], side: Side, origin: Origin): Direction {
  const probe = origin.isn === undefined ? loneProbeOf(packets, side) : undefined;
  const base = origin.isn === undefined ? firstNumber(packets, side, probe) : wrapped(origin.isn + 1);
  const coverage = new Coverage();
  const pieces: Piece[] = [];
  const sentAgain = new Set<number>();
  const keepAlives = new Set<number>();
  let hasSyn = false;
  let fin: number | undefined;
  let index = -1;
  for (const { packet, from: sender } of packets) {
    index += 1;
    if (sender !== side) continue;
    const { flags, length, seqRaw, payload } = packet;
    const from = distance(seqRaw, base) + (flags.syn ? 1 : 0);
    const to = from + length;
    const wasSent = length > 0 && coverage.has(from);
    if (packet === probe || (wasSent && isKeepAlive(packet, to, coverage))) {
      keepAlives.add(index);
      continue;
    }
    const isLate = origin.areMarksRight && packet.isRetransmission && from < coverage.end;
    if (wasSent || (length > 0 && isLate) || (flags.syn && hasSyn) || (flags.fin && fin === to)) {
      sentAgain.add(index);
    }
    if (length > 0) {
      for (const fresh of coverage.add(from, to)) {
        const hex = payload.slice((fresh.from - from) * 2, (fresh.to - from) * 2);
        pieces.push({ index, from: fresh.from, to: fresh.to, hex });
      }
    }
    hasSyn ||= flags.syn;
    if (flags.fin) fin = to;
  }
  const acknowledged = acknowledgedOf(packets, side, base);
  const sent = Math.max(coverage.end, 0);
  const isFinUnseen = fin === undefined && acknowledged === sent + 1;
  const end = isFinUnseen ? sent : Math.max(sent, fin ?? Math.max(acknowledged, 0));
  return {
    ...{ side, base, sentAgain, keepAlives, acknowledged, isFinUnseen },
    pieces: pieces.sort((a, b) => a.from - b.from),
    gaps: coverage.gaps(0, end),
  };
}

/** A keep-alive probe before any other byte of its side: one zero byte, which nothing pushes. */
function loneProbeOf(packets: readonly SidedPacket[], side: Side): Packet | undefined {
  const first = packets.find(({ packet, from }) => from === side && packet.length > 0)?.packet;
  return first !== undefined && isZeroByte(first) ? first : undefined;
}

const isZeroByte = ({ length, payload, flags }: Packet) => length === 1 && payload === "00" && !flags.psh;

/** A byte before the next one, which was sent before. */
function isKeepAlive(packet: Packet, to: number, coverage: Coverage): boolean {
  return to === coverage.end && (isZeroByte(packet) || (packet.isKeepAlive && !packet.flags.psh));
}

/** Without a handshake: the first number of this side in its own packets or in the other side's acknowledgements. */
function firstNumber(packets: readonly SidedPacket[], side: Side, probe: Packet | undefined): number {
  const own = packets.find(({ packet, from }) => from === side && packet !== probe)?.packet;
  const other = packets.find(({ packet, from }) => from !== side && isAcknowledging(packet))?.packet;
  const next = other?.ackRaw ?? own?.seqRaw ?? wrapped((probe?.seqRaw ?? 0) + 1);
  if (own === undefined) return next;
  // A keep-alive probe without a byte has the number before the next byte.
  const isProbe = own.length === 0 && own.seqRaw === wrapped(next - 1);
  return isProbe || distance(own.seqRaw, next) > 0 ? next : own.seqRaw;
}

const isAcknowledging = ({ flags }: Packet) => flags.ack && !flags.rst;

function acknowledgedOf(packets: readonly SidedPacket[], side: Side, base: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const { packet, from } of packets) {
    if (from !== side && isAcknowledging(packet)) most = Math.max(most, distance(packet.ackRaw, base));
  }
  return most;
}
