/** A pcap file written by hand: TCP packets with the numbers, addresses and headers around them that a test needs. */
import { writeFileSync } from "node:fs";

export interface WrittenPacket {
  /** Seconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly ports: readonly [number, number];
  /** `S` SYN, `A` ACK, `P` PSH, `F` FIN, `R` RST. */
  readonly flags: string;
  readonly seq: number;
  readonly ack?: number;
  readonly data?: string;
  /** IP's identification; 0 as IPv6 has none. */
  readonly id?: number;
  /** The sender's TCP time stamp. */
  readonly timestamp?: number;
  /** The innermost wrapping first: an IPv4 address pair stands for the tunnel. */
  readonly around?: readonly ("gre" | "ipip" | "6in4" | "4in6" | "vlan" | "icmp")[];
}

const FLAG: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };
const PROTOCOL = { tcp: 6, icmp: 1, gre: 47, ipip: 4, "6in4": 41, "4in6": 4 } as const;
const ETHERTYPE = { four: 0x0800, six: 0x86dd, vlan: 0x8100 } as const;

const numbers = (size: number, ...values: readonly number[]) => {
  const bytes = Buffer.alloc(size * values.length);
  for (const [index, value] of values.entries()) bytes.writeUIntBE(value, index * size, size);
  return bytes;
};

function tcp({ ports, flags, seq, ack = 0, data = "", timestamp }: WrittenPacket): Buffer {
  const options =
    timestamp === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([numbers(1, 1, 1, 8, 10), numbers(4, timestamp, 0)]);
  const bits = [...flags].reduce((sum, flag) => sum | (FLAG[flag] ?? 0), 0);
  return Buffer.concat([
    ...[numbers(2, ...ports), numbers(4, seq >>> 0, ack >>> 0)],
    ...[numbers(1, (5 + options.length / 4) << 4, bits), numbers(2, 64_240, 0, 0)],
    ...[options, Buffer.from(data, "latin1")],
  ]);
}

const isSix = (address: string) => address.includes(":");

function addressBytes(address: string): Buffer {
  if (!isSix(address)) return numbers(1, ...address.split(".").map(Number));
  const [head = "", tail = ""] = address
    .split("::")
    .map((part) => part.split(":").filter(Boolean)) as string[][];
  const words = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return numbers(2, ...words.map((word) => Number.parseInt(word, 16)));
}

function ip(from: string, to: string, protocol: number, payload: Buffer, id = 0): Buffer {
  const addresses = [addressBytes(from), addressBytes(to)];
  if (isSix(from)) {
    return Buffer.concat([
      numbers(4, 0x6000_0000),
      numbers(2, payload.length),
      numbers(1, protocol, 64),
      ...addresses,
      payload,
    ]);
  }
  const head = [
    numbers(1, 0x45, 0),
    numbers(2, 20 + payload.length, id, 0x4000),
    numbers(1, 64, protocol),
    numbers(2, 0),
  ];
  return Buffer.concat([...head, ...addresses, payload]);
}

/** The frame's type and what follows it. */
function wrapped(packet: WrittenPacket): readonly [number, Buffer] {
  const { from, to, id, around = [] } = packet;
  let type: number = isSix(from) ? ETHERTYPE.six : ETHERTYPE.four;
  let bytes = ip(from, to, PROTOCOL.tcp, tcp(packet), id);
  for (const layer of around) {
    if (layer === "vlan") {
      bytes = Buffer.concat([numbers(2, 7, type), bytes]);
      type = ETHERTYPE.vlan;
      continue;
    }
    if (layer === "gre") bytes = Buffer.concat([numbers(2, 0, type), bytes]);
    if (layer === "icmp") bytes = Buffer.concat([numbers(1, 3, 1), numbers(2, 0, 0, 0), bytes]);
    const [near, far] =
      layer === "4in6" ? (["fd99::1", "fd99::2"] as const) : (["10.0.0.1", "10.0.0.2"] as const);
    bytes = ip(near, far, PROTOCOL[layer], bytes, 1);
    type = layer === "4in6" ? ETHERTYPE.six : ETHERTYPE.four;
  }
  return [type, bytes];
}

function frame(packet: WrittenPacket): Buffer {
  const [type, bytes] = wrapped(packet);
  return Buffer.concat([numbers(6, 0x0200_0000_0001, 0x0200_0000_0002), numbers(2, type), bytes]);
}

/** @param snapLength bytes of each frame that are kept */
export function writePcap(file: string, packets: readonly WrittenPacket[], snapLength = 262_144): string {
  const head = Buffer.concat([numbers(4, 0xa1b2_c3d4), numbers(2, 2, 4), numbers(4, 0, 0, snapLength, 1)]);
  const records = packets.map((packet) => {
    const bytes = frame(packet);
    const kept = bytes.subarray(0, snapLength);
    const micros = Math.round((packet.at % 1) * 1e6);
    return Buffer.concat([numbers(4, Math.floor(packet.at), micros, kept.length, bytes.length), kept]);
  });
  writeFileSync(file, Buffer.concat([head, ...records]));
  return file;
}

export interface Conversation {
  readonly client?: string;
  readonly server?: string;
  readonly ports?: readonly [number, number];
  readonly at?: number;
  /** The initial numbers of the client and the server. */
  readonly numbers?: readonly [number, number];
  readonly around?: WrittenPacket["around"];
  readonly hasIds?: boolean;
}

/** 2026-11-22 12:00:00 UTC. */
export const NOON = 1_795_348_800;

/** A whole session: handshake, `TIME` and its reply, `QUIT`, and the server's FIN; a packet every 10 ms. */
export function conversation(options: Conversation = {}): readonly WrittenPacket[] {
  const { client = "172.16.16.102", server = "172.16.16.101", ports = [50_000, 45_000], at = NOON } = options;
  const [c, s] = options.numbers ?? [1000, 5000];
  const around = options.around ?? [];
  const lines = [
    [">", "S", c, 0, ""],
    ["<", "SA", s, c + 1, ""],
    [">", "A", c + 1, s + 1, ""],
    [">", "PA", c + 1, s + 1, "TIME\r\n"],
    ["<", "A", s + 1, c + 7, ""],
    ["<", "PA", s + 1, c + 7, "JAM 12:00:00\r\n"],
    [">", "A", c + 7, s + 15, ""],
    [">", "PA", c + 7, s + 15, "QUIT\r\n"],
    ["<", "FA", s + 15, c + 13, ""],
    [">", "FA", c + 13, s + 16, ""],
    ["<", "A", s + 16, c + 14, ""],
  ] as const;
  return lines.map(([way, flags, seq, ack, data], index) => {
    const isOut = way === ">";
    return {
      ...{ at: at + index / 100, flags, seq, ack, data, around },
      ...{ from: isOut ? client : server, to: isOut ? server : client },
      ports: isOut ? ports : [ports[1], ports[0]],
      id: options.hasIds === false ? 0 : index + 1,
    };
  });
}
