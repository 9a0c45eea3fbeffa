/** A connection's socket on Linux: each method is one system call, or none if none is needed. */
import { packPeer } from "../packed-peer.ts";
import type { StreamSocket } from "../sockets.ts";
import {
  EPOLLIN,
  EPOLLOUT,
  MSG_NOSIGNAL,
  SHUT_WR,
  SO_LINGER,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOL_SOCKET,
} from "./constants.ts";
import { ADDRESS_BYTES, decodeAddress, decodeIpv4, decodePort } from "./socket-address.ts";
import { type SystemCalls, stable } from "./system-calls.ts";

/** What a thread's sockets share. */
export interface SocketOwner<Data> {
  readonly calls: SystemCalls;
  /** From now on epoll reports these events of the descriptor. */
  watch(descriptor: number, events: number): void;
  /** Closes the descriptor, and calls the close handler. */
  close(socket: EpollSocket<Data>, error?: Error): void;
}

/** A struct linger: on, for 0 seconds. Closing then sends a reset. */
const RESET = new Int32Array(stable(8));
RESET[0] = 1;

const sockaddr = new Uint8Array(stable(ADDRESS_BYTES));
const sockaddrLength = new Uint32Array(stable(4));
/** The socket whose peer's address is in `sockaddr`. */
let sockaddrOf: unknown;

/** Bytes that the kernel has taken, over all sockets of the thread. */
let taken = 0;

export function bytesTaken(): number {
  return taken;
}

/** Accepts a waiting connection, if there is one; the call also fills in the peer's address. */
export function acceptSocket<Data>(
  listener: number,
  owner: SocketOwner<Data>,
): EpollSocket<Data> | undefined {
  sockaddrLength[0] = ADDRESS_BYTES;
  const descriptor = owner.calls.accept4(listener, sockaddr, sockaddrLength, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return undefined;
  const socket = new EpollSocket(descriptor, owner);
  sockaddrOf = socket;
  return socket;
}

export class EpollSocket<Data> implements StreamSocket<Data> {
  data: Data | undefined = undefined;
  isClosed = false;
  hasSentFin = false;
  readonly descriptor: number;
  readonly #owner: SocketOwner<Data>;
  /** The events that epoll reports. */
  #events = EPOLLIN;

  constructor(descriptor: number, owner: SocketOwner<Data>) {
    this.descriptor = descriptor;
    this.#owner = owner;
  }

  /** Empty if the connection is gone. */
  get remoteAddress(): string {
    return this.#readPeer() ? decodeAddress(sockaddr) : "";
  }

  get remotePort(): number {
    return this.#readPeer() ? decodePort(sockaddr) : 0;
  }

  get packedPeer(): number | undefined {
    const address = this.#readPeer() ? decodeIpv4(sockaddr) : undefined;
    return address === undefined ? undefined : packPeer(address, decodePort(sockaddr));
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.isClosed) return -1;
    const rest = offset === 0 ? bytes : bytes.subarray(offset);
    // On an error nothing was taken; epoll reports it too, and the socket is closed then.
    const now = Math.max(0, this.#owner.calls.send(this.descriptor, rest, length, MSG_NOSIGNAL));
    taken += now;
    if (now < length) this.awaitWritable();
    return now;
  }

  shutdown(): void {
    if (this.isClosed) return;
    this.hasSentFin = true;
    this.#owner.calls.shutdown(this.descriptor, SHUT_WR);
  }

  end(): void {
    this.#owner.close(this);
  }

  terminate(): void {
    if (!this.isClosed) this.#owner.calls.setsockopt(this.descriptor, SOL_SOCKET, SO_LINGER, RESET, 8);
    this.#owner.close(this);
  }

  pause(): void {
    this.#watch(this.#events & ~EPOLLIN);
  }

  resume(): void {
    this.#watch(this.#events | EPOLLIN);
  }

  get isAwaitingWritable(): boolean {
    return (this.#events & EPOLLOUT) !== 0;
  }

  awaitWritable(): void {
    this.#watch(this.#events | EPOLLOUT);
  }

  /** Stops reporting that the socket is writable; call before the next write. */
  stopAwaitingWritable(): void {
    this.#watch(this.#events & ~EPOLLOUT);
  }

  #watch(events: number): void {
    if (this.isClosed || events === this.#events) return;
    this.#events = events;
    this.#owner.watch(this.descriptor, events);
  }

  #readPeer(): boolean {
    if (sockaddrOf === this) return true;
    sockaddrLength[0] = ADDRESS_BYTES;
    const calls = this.#owner.calls;
    if (this.isClosed || calls.getpeername(this.descriptor, sockaddr, sockaddrLength) !== 0) return false;
    sockaddrOf = this;
    return true;
  }
}
