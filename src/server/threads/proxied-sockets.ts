/** The handlers of a server that has proxies: before theirs come, a proxy's header names the client. */
import { HEADER_SECONDS } from "../../protocol/limits.ts";
import type { Chunk } from "../../protocol/session.ts";
import type { Connection } from "../connection/connection.ts";
import { COUNTER, type Counters, type Refusal } from "../counters.ts";
import { compileSubnets } from "../limits/access.ts";
import type { Admission } from "../limits/admission.ts";
import { readHeader } from "../proxy/header.ts";
import type { Client } from "../proxy/reading.ts";
import type { PeerSocket, SocketHandlers, StreamSocket } from "../sockets/sockets.ts";
import type { connectionHandlers } from "./connection-handlers.ts";

type ProxiedSocket = StreamSocket<Connection>;

/** A connection of a proxy before its header is complete. */
interface Awaiting {
  /** Monotonic milliseconds. */
  readonly since: number;
  /** What came so far, less than a header. */
  readonly bytes: Chunk | undefined;
}

export class ProxiedSockets {
  readonly handlers: SocketHandlers<Connection>;
  readonly #inner: ReturnType<typeof connectionHandlers>;
  readonly #admission: Admission;
  readonly #counters: Counters;
  #isProxy: (remoteAddress: string) => boolean;
  readonly #awaiting = new Map<ProxiedSocket, Awaiting>();
  /** Of the sessions that came through a proxy. */
  readonly #peers = new Map<ProxiedSocket, PeerSocket>();

  /** @param proxies addresses and subnets */
  constructor(
    proxies: readonly string[],
    inner: ReturnType<typeof connectionHandlers>,
    admission: Admission,
    counters: Counters,
  ) {
    this.#inner = inner;
    this.#admission = admission;
    this.#counters = counters;
    this.#isProxy = compileSubnets(proxies);
    this.handlers = {
      ...inner,
      open: (socket) => this.#open(socket),
      data: (socket, chunk) => this.#receive(socket, chunk),
      end: (socket) => (this.#awaiting.has(socket) ? socket.end() : inner.end(socket)),
      close: (socket, error) => this.#close(socket, error),
    };
  }

  /** From now on, for new connections. */
  apply(proxies: readonly string[]): void {
    this.#isProxy = compileSubnets(proxies);
  }

  /** The client of a session. */
  peerOf(socket: ProxiedSocket): PeerSocket {
    return this.#peers.get(socket) ?? socket;
  }

  /** @param now monotonic milliseconds */
  refuseLate(now: number): void {
    for (const [socket, { since }] of this.#awaiting) {
      if (now - since >= HEADER_SECONDS * 1000) this.#refuse(socket, "proxy-timeout");
    }
  }

  /** The thread drains: no header is awaited any more. */
  shutDown(): void {
    for (const socket of this.#awaiting.keys()) socket.end();
  }

  #open(socket: ProxiedSocket): void {
    if (!this.#isProxy(socket.remoteAddress)) {
      this.#inner.open(socket);
      return;
    }
    const refusal = this.#admission.enterUnnamed(socket);
    if (refusal === undefined) this.#awaiting.set(socket, { since: performance.now(), bytes: undefined });
    else this.#inner.refuse(socket, socket, refusal);
  }

  #receive(socket: ProxiedSocket, chunk: Chunk): void {
    const awaiting = socket.data === undefined ? this.#awaiting.get(socket) : undefined;
    if (awaiting === undefined) {
      this.#inner.data(socket, chunk);
      return;
    }
    const bytes = awaiting.bytes === undefined ? chunk : (Buffer.concat([awaiting.bytes, chunk]) as Chunk);
    const reading = readHeader(bytes);
    if (reading.kind === "invalid") this.#refuse(socket, "proxy-header");
    // A copy: the memory of a chunk is reused.
    else if (reading.kind === "incomplete")
      this.#awaiting.set(socket, { ...awaiting, bytes: Buffer.from(bytes) as Chunk });
    else this.#begin(socket, reading.client, bytes.subarray(reading.length) as Chunk);
  }

  #begin(socket: ProxiedSocket, client: Client, rest: Chunk): void {
    const peer = peerOf(client, socket);
    this.#awaiting.delete(socket);
    const refusal = this.#admission.name(socket, peer);
    if (refusal !== undefined) {
      this.#inner.refuse(socket, peer, refusal);
      return;
    }
    this.#peers.set(socket, peer);
    this.#inner.begin(socket, peer);
    if (rest.length > 0) this.#inner.data(socket, rest);
  }

  #refuse(socket: ProxiedSocket, refusal: Refusal): void {
    this.#awaiting.delete(socket);
    this.#admission.leaveUnnamed();
    this.#inner.refuse(socket, socket, refusal);
  }

  #close(socket: ProxiedSocket, error: Error | undefined): void {
    if (this.#awaiting.delete(socket)) {
      this.#admission.leaveUnnamed();
      this.#counters.add(COUNTER.proxyClosed, 1);
    }
    this.#inner.close(socket, error);
    this.#peers.delete(socket);
  }
}

/** Who a session is with: the client that the header names, or else the proxy. A closed socket knows no address. */
function peerOf(client: Client, { remoteAddress, remotePort }: PeerSocket): PeerSocket {
  if (client.kind === "unnamed") return { remoteAddress, remotePort };
  return { remoteAddress: client.address, remotePort: client.port };
}
