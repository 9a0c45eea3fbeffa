/** The packets of one tshark stream: a connection as one capture saw it, its two sides, and their first numbers. Pure. */
import type { Capture, Endpoint, Packet } from "./packet.ts";
import { serverIn } from "./server-side.ts";
import type { ServerKnownBy } from "./unseen.ts";

export interface Connection {
  readonly capture: Capture;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly serverKnownBy: ServerKnownBy;
  /** In the order of the file. */
  readonly packets: readonly Packet[];
  /** Each side's initial sequence number on the wire, from its own SYN or from the other's acknowledgement of it. */
  readonly clientIsn: number | undefined;
  readonly serverIsn: number | undefined;
}

/** The connections of a capture in the order of their first packets. */
export function connectionsIn(capture: Capture, port: number): readonly Connection[] {
  const streams = new Map<number, Packet[]>();
  for (const packet of capture.packets) {
    const known = streams.get(packet.stream);
    if (known === undefined) streams.set(packet.stream, [packet]);
    else known.push(packet);
  }
  return [...streams.values()]
    .map((packets) => connectionOf(packets, capture, port))
    .filter(({ server, serverKnownBy }) => server.port === port || serverKnownBy === "unknown");
}

function connectionOf(packets: readonly Packet[], capture: Capture, port: number): Connection {
  const { client, server, knownBy } = serverIn(packets, port);
  const syn = packets.find(({ flags }) => flags.syn && !flags.ack);
  const answer = packets.find(({ flags }) => flags.syn && flags.ack);
  return {
    ...{ capture, client, server, packets },
    serverKnownBy: knownBy,
    clientIsn: syn?.seqRaw ?? (answer && wrapped(answer.ackRaw - 1)),
    serverIsn: answer?.seqRaw,
  };
}

export const wrapped = (number: number) => number >>> 0;

/** How far one sequence number is after another; they wrap at 32 bits. */
export const distance = (number: number, from: number) => (number - from) | 0;

export const isSameEnd = (a: Endpoint, b: Endpoint) => a.port === b.port && a.address === b.address;
