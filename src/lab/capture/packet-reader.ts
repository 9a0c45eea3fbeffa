/** Lines of tshark on one file → the TCP packets of one port, and what else the file has. */
import { COLUMN, FrameLine } from "./frame-line.ts";
import { OtherPorts } from "./other-ports.ts";
import type { Endpoint, Flags, Packet, Sighting } from "./packet.ts";

const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;
const TCP = 6;
const NO_SIGHTINGS: readonly Sighting[] = [];

const ALL_FLAGS: readonly Flags[] = Array.from({ length: 0x20 }, (_, bits) => ({
  syn: (bits & FLAG.syn) !== 0,
  ack: (bits & FLAG.ack) !== 0,
  fin: (bits & FLAG.fin) !== 0,
  rst: (bits & FLAG.rst) !== 0,
  psh: (bits & FLAG.psh) !== 0,
}));

export class PacketReader {
  readonly packets: Packet[] = [];
  readonly otherPorts = new OtherPorts();
  frames = 0;
  beginsAt = Number.POSITIVE_INFINITY;
  endsAt = Number.NEGATIVE_INFINITY;
  hasTimes = true;
  snapLength: number | undefined;
  /** TCP packets of which too little was captured for ports, flags and numbers. */
  headersTruncated = 0;
  readonly #file: string;
  readonly #port: number;
  readonly #line = new FrameLine();
  /** The ends of a stream: that of its first packet's sender, and the other. */
  readonly #ends = new Map<number, readonly [Endpoint, Endpoint]>();

  constructor(file: string, port: number) {
    this.#file = file;
    this.#port = port;
  }

  readonly readLine = (bytes: Buffer, from: number, to: number): void => {
    const line = this.#line;
    line.read(bytes, from, to);
    this.frames += 1;
    const captured = line.number(COLUMN["frame.cap_len"]);
    if (captured < line.number(COLUMN["frame.len"]))
      this.snapLength = Math.max(this.snapLength ?? 0, captured);
    const time = line.seconds(COLUMN["frame.time_epoch"]);
    if (!line.has(COLUMN["frame.time_epoch"])) this.hasTimes = false;
    if (time < this.beginsAt) this.beginsAt = time;
    if (time > this.endsAt) this.endsAt = time;
    if (this.#isQuoted()) return;
    if (!line.has(COLUMN["tcp.stream"])) this.#countTruncated();
    else this.#readPacket(time, captured);
  };

  #readPacket(time: number, captured: number): void {
    const line = this.#line;
    const [from, to] = [line.number(COLUMN["tcp.srcport"]), line.number(COLUMN["tcp.dstport"])];
    const flags = ALL_FLAGS[line.number(COLUMN["tcp.flags"]) & 0x1f];
    if (flags === undefined) return;
    const stream = line.number(COLUMN["tcp.stream"]);
    if (from !== this.#port && to !== this.#port) {
      this.otherPorts.add(stream, from, to, flags, line.last(COLUMN["tcp.payload"]));
      return;
    }
    const [source, destination] = this.#endsOf(stream, from);
    this.packets.push({
      file: this.#file,
      number: line.number(COLUMN["frame.number"]),
      time,
      interface: line.number(COLUMN["frame.interface_id"]),
      source,
      destination,
      others: NO_SIGHTINGS,
      stream,
      flags,
      seq: line.number(COLUMN["tcp.seq"]),
      ack: line.number(COLUMN["tcp.ack"]),
      seqRaw: line.number(COLUMN["tcp.seq_raw"]),
      ackRaw: line.number(COLUMN["tcp.ack_raw"]),
      length: line.number(COLUMN["tcp.len"]),
      payload: line.has(COLUMN["tcp.payload"]) ? line.last(COLUMN["tcp.payload"]).replaceAll(":", "") : "",
      captured,
      window: line.number(COLUMN["tcp.window_size"]),
      timestamp: line.number(COLUMN["tcp.options.timestamp.tsval"]),
      ipId: line.number(COLUMN["ip.id"]),
      isRetransmission: line.has(COLUMN["tcp.analysis.retransmission"]),
      isKeepAlive: line.has(COLUMN["tcp.analysis.keep_alive"]),
    });
  }

  /** An ICMP message quotes the header of a TCP packet but is not one. */
  #isQuoted(): boolean {
    const [four, six] = [COLUMN["ip.proto"], COLUMN["ipv6.nxt"]];
    const isMany = this.#line.isLong(four) || this.#line.isLong(six);
    return isMany && /(^|,)(1,|58,)/.test(`${this.#line.text(four)},${this.#line.text(six)},`);
  }

  #countTruncated(): void {
    const isTcp = (column: number) => this.#line.number(column) === TCP;
    if (isTcp(COLUMN["ip.proto"]) || isTcp(COLUMN["ipv6.nxt"])) this.headersTruncated += 1;
  }

  /** The source and the destination, as values that packets share. */
  #endsOf(stream: number, sourcePort: number): readonly [Endpoint, Endpoint] {
    const known = this.#ends.get(stream);
    if (known !== undefined && known[0].port !== known[1].port) {
      return sourcePort === known[0].port ? known : [known[1], known[0]];
    }
    const [source, destination] = this.#addresses();
    const read: readonly [Endpoint, Endpoint] = [
      { address: source, port: sourcePort },
      { address: destination, port: this.#line.number(COLUMN["tcp.dstport"]) },
    ];
    this.#ends.set(stream, read);
    return read;
  }

  /** If a tunnel has both IP versions, the inner header is the one that carries TCP. */
  #addresses(): readonly [string, string] {
    const line = this.#line;
    const isFour = line.has(COLUMN["ip.src"]) && line.number(COLUMN["ip.proto"]) === TCP;
    return isFour || !line.has(COLUMN["ipv6.src"])
      ? [line.last(COLUMN["ip.src"]), line.last(COLUMN["ip.dst"])]
      : [line.last(COLUMN["ipv6.src"]), line.last(COLUMN["ipv6.dst"])];
  }
}
