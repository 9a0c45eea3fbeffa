/** A connection's socket on Linux: each of its acts is a system call, and none is made that need not be. */
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
export interface SocketHome<Data> {
  readonly calls: SystemCalls;
  /** Has epoll report these events of the descriptor from now on. */
  watch(descriptor: number, events: number): void;
  /** Closes the descriptor, and tells of it. */
  close(socket: EpollSocket<Data>, error?: Error): void;
}

/** A struct linger: on, for 0 seconds. Closing then sends a reset. */
const RESET = new Int32Array(stable(8));
RESET[0] = 1;

const sockaddr = new Uint8Array(stable(ADDRESS_BYTES));
const sockaddrLength = new Uint32Array(stable(4));
/** The socket whose peer's address `sockaddr` holds. */
let named: unknown;

/** Takes a connection that waits, if there is one; its peer's name comes with it. */
export function acceptSocket<Data>(listener: number, home: SocketHome<Data>): EpollSocket<Data> | undefined {
  sockaddrLength[0] = ADDRESS_BYTES;
  const descriptor = home.calls.accept4(listener, sockaddr, sockaddrLength, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return undefined;
  const socket = new EpollSocket(descriptor, home);
  named = socket;
  return socket;
}

export class EpollSocket<Data> implements StreamSocket<Data> {
  data: Data | undefined = undefined;
  isClosed = false;
  hasSentFin = false;
  readonly descriptor: number;
  readonly #home: SocketHome<Data>;
  /** What epoll is asked to report. */
  #events = EPOLLIN;

  constructor(descriptor: number, home: SocketHome<Data>) {
    this.descriptor = descriptor;
    this.#home = home;
  }

  /** Empty where the connection is no more. */
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
    // An error is told by epoll too, with the reason to close; here it only means that nothing was taken.
    const taken = Math.max(0, this.#home.calls.send(this.descriptor, rest, length, MSG_NOSIGNAL));
    if (taken < length) this.#watch(this.#events | EPOLLOUT);
    return taken;
  }

  shutdown(): void {
    if (this.isClosed) return;
    this.hasSentFin = true;
    this.#home.calls.shutdown(this.descriptor, SHUT_WR);
  }

  end(): void {
    this.#home.close(this);
  }

  terminate(): void {
    if (!this.isClosed) this.#home.calls.setsockopt(this.descriptor, SOL_SOCKET, SO_LINGER, RESET, 8);
    this.#home.close(this);
  }

  pause(): void {
    this.#watch(this.#events & ~EPOLLIN);
  }

  resume(): void {
    this.#watch(this.#events | EPOLLIN);
  }

  /** No word any more that there is room to send; to be called before the next write. */
  stopAwaitingRoom(): void {
    this.#watch(this.#events & ~EPOLLOUT);
  }

  #watch(events: number): void {
    if (this.isClosed || events === this.#events) return;
    this.#events = events;
    this.#home.watch(this.descriptor, events);
  }

  #readPeer(): boolean {
    if (named === this) return true;
    sockaddrLength[0] = ADDRESS_BYTES;
    const calls = this.#home.calls;
    if (this.isClosed || calls.getpeername(this.descriptor, sockaddr, sockaddrLength) !== 0) return false;
    named = this;
    return true;
  }
}
