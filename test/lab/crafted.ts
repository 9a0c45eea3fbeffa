/** Captures for tests: the recorded ones of this folder, and packets written by hand. */
import { join } from "node:path";
import type { CaptureFacts } from "../../src/lab/capture/facts.ts";
import type { Capture, Endpoint, Packet } from "../../src/lab/capture/packet.ts";
import { readCapture } from "../../src/lab/capture/read-capture.ts";
import { factsOf } from "../../src/lab/judge/facts-of.ts";

export const CAPTURES = join(import.meta.dirname, "captures");
export const RECORDED = [...new Bun.Glob("*.pcapng").scanSync(CAPTURES)].map((file) =>
  file.replace(".pcapng", ""),
);
export const HOSTS = [1, 2, 3].map((n) => ({ name: `mesin${n}`, address: `172.16.16.10${n}` }));

/** Each is read once, because tshark takes a third of a second to start. */
const READ = new Map<string, Promise<Capture>>();

export function recorded(name: string): Promise<Capture> {
  const host = /mesin\d/.exec(name)?.[0] ?? name;
  const known = READ.get(name);
  if (known !== undefined) return known;
  const read = readCapture({ file: join(CAPTURES, `${name}.pcapng`), host, port: 45_000 });
  READ.set(name, read);
  return read;
}

export async function factsIn(...names: readonly string[]): Promise<CaptureFacts> {
  return factsOf(await Promise.all(names.map(recorded)), { port: 45_000, hosts: HOSTS });
}

export const SERVER: Endpoint = { address: "172.16.16.101", port: 45_000 };
export const CLIENT: Endpoint = { address: "172.16.16.102", port: 50_000 };

/** 2026-11-22 12:00:00 UTC. */
export const NOON = 1_795_348_800;

/**
 * `S` SYN, `SA` SYN-ACK, `A` ACK, `F` FIN, `R` reset, anything else is data; `>` from the client, `<` from the
 * server. The sequence numbers are kept as a sender keeps them.
 */
export interface Line {
  readonly at: number;
  readonly text: string;
  readonly client?: Endpoint;
  readonly server?: Endpoint;
  /** Sets the sequence number, as for a retransmission. */
  readonly seq?: number;
  readonly isRetransmission?: boolean;
}

const FLAGS: Readonly<Record<string, Partial<Packet["flags"]>>> = {
  S: { syn: true },
  SA: { syn: true, ack: true },
  A: { ack: true },
  F: { fin: true, ack: true },
  R: { rst: true, ack: true },
};
const NO_FLAGS = { syn: false, ack: false, fin: false, rst: false, psh: false };

export function capture(lines: readonly Line[], host = "mesin1"): Capture {
  const next = new Map<string, number>();
  const streams = new Map<string, { readonly stream: number; readonly isn: number }>();
  let count = 0;
  const packets = lines.map((line, index): Packet => {
    const { at, text, client = CLIENT, server = SERVER } = line;
    const [way, body] = [text[0], text.slice(1)];
    const [source, destination] = way === ">" ? [client, server] : [server, client];
    const flags = FLAGS[body];
    const payload = flags === undefined ? Buffer.from(body, "latin1").toString("hex") : "";
    const length = payload.length / 2;
    const [own, other] = [source, destination].map((end) => `${end.address} ${end.port} ${client.port}`);
    const pair = `${client.address} ${client.port} ${server.address} ${server.port}`;
    const isOpening = body === "S" && !line.isRetransmission;
    const known = streams.get(pair);
    // Another number for each session, and the same in the captures of all hosts.
    const isn = (known?.isn ?? Bun.hash.crc32(pair)) + (known === undefined ? 0 : 1_000_000);
    const current = isOpening || known === undefined ? { stream: count++, isn } : known;
    streams.set(pair, current);
    const [ownIsn, otherIsn] = way === ">" ? [0, 500_000] : [500_000, 0];
    if (flags?.syn) next.set(own ?? "", 0);
    const seq = line.seq ?? next.get(own ?? "") ?? 1;
    next.set(
      own ?? "",
      Math.max(next.get(own ?? "") ?? 1, seq + length + (flags?.syn || flags?.fin ? 1 : 0)),
    );
    const ack = next.get(other ?? "") ?? 1;
    return {
      number: index + 1,
      time: NOON + at,
      ...{ source, destination, seq, ack, length, payload },
      flags: { ...NO_FLAGS, ...(flags ?? { psh: true, ack: true }) },
      isRetransmission: line.isRetransmission ?? false,
      ...{ file: `${host}.pcapng`, interface: 0, stream: current.stream, others: [] },
      ...{ captured: 54 + length, ipId: 0, timestamp: 0, window: 64_240, isKeepAlive: false },
      seqRaw: (current.isn + ownIsn + seq) >>> 0,
      ackRaw: (current.isn + otherIsn + ack) >>> 0,
    };
  });
  return captureOf(packets, host);
}

/** A whole capture with time stamps that holds these packets. */
export function captureOf(packets: readonly Packet[], host: string): Capture {
  return {
    ...{ host, file: `${host}.pcapng`, beginsAt: NOON, packets, frames: packets.length },
    endsAt: Math.max(NOON, ...packets.map(({ time }) => time)),
    ...{
      hasTimes: true,
      isMerged: false,
      damage: undefined,
      snapLength: undefined,
      headersTruncated: 0,
      otherPorts: [],
    },
  };
}

/** A session that begins with a handshake; a step every 10 ms, or 200 ms if the text begins with a space. */
export function session(
  texts: readonly string[],
  from: Partial<Line> & { readonly at?: number } = {},
): Line[] {
  let at = from.at ?? 0;
  return [">S", "<SA", ">A", ...texts].map((text) => {
    at += text.startsWith(" ") ? 0.2 : 0.01;
    return { ...from, at, text: text.trimStart() };
  });
}

export const TIME = ">TIME\r\n";
export const JAM = "<JAM 12:00:00\r\n";
export const QUIT = ">QUIT\r\n";
/** More than two seconds with nothing but ACKs. */
export const PAUSE = Array.from({ length: 11 }, () => " <A");
export const IGNORED = [TIME, JAM, QUIT, "<A", ...PAUSE, ">F", "<A", "<F"];
export const GOOD = [TIME, JAM, QUIT, "<F", ">F", "<A"];

export function crafted(...lines: readonly (readonly Line[])[]): CaptureFacts {
  const all = lines.flat().toSorted((a, b) => a.at - b.at);
  return factsOf([capture(all)], { port: 45_000, hosts: HOSTS });
}

/** The kinds of a point's failures, remarks and of what cannot be seen. */
export function failuresOf(facts: CaptureFacts, point: string): readonly string[] {
  const found = facts.points.find((one) => one.point === point);
  const { failures = [], remarks = [], unseen = [] } = found ?? {};
  return [...failures, ...remarks, ...unseen].map(({ kind }) => kind);
}
