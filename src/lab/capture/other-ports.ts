/** TCP connections to other ports than the one that was asked for: a hint at a server that listens elsewhere. */
import type { Flags, OtherPort } from "./packet.ts";

const MOST_STREAMS = 10_000;
const MOST_PORTS = 5;

/** `TIME` and `JAM` in hex, at the beginning of a payload. */
const REQUEST = "54494d45";
const REPLY = "4a414d20";

interface Stream {
  /** The server's port; until it is known, the lower one. */
  port: number;
  packets: number;
  isTimeServer: boolean;
}

export class OtherPorts {
  readonly #streams = new Map<number, Stream>();

  add(stream: number, from: number, to: number, flags: Flags, payload: string): void {
    const known = this.#streams.get(stream);
    if (known === undefined && this.#streams.size >= MOST_STREAMS) return;
    const one = known ?? { port: Math.min(from, to), packets: 0, isTimeServer: false };
    if (known === undefined) this.#streams.set(stream, one);
    one.packets += 1;
    if (flags.syn) one.port = flags.ack ? from : to;
    const isRequest = payload.startsWith(REQUEST);
    if (!isRequest && !payload.startsWith(REPLY)) return;
    one.isTimeServer = true;
    one.port = isRequest ? to : from;
  }

  list(): readonly OtherPort[] {
    const byPort = Map.groupBy(this.#streams.values(), ({ port }) => port);
    return [...byPort]
      .map(([port, streams]) => ({
        port,
        packets: streams.reduce((sum, { packets }) => sum + packets, 0),
        isTimeServer: streams.some(({ isTimeServer }) => isTimeServer),
      }))
      .sort((a, b) => Number(b.isTimeServer) - Number(a.isTimeServer) || b.packets - a.packets)
      .slice(0, MOST_PORTS);
  }
}
