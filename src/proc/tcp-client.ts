/** Non-blocking TCP connections to one address on Linux, each call one or two system calls. Knows no event loop. */
import { isIPv6 } from "node:net";
import { openLibc } from "./libc.ts";
import {
  AF_INET,
  AF_INET6,
  encode,
  errorName,
  lastErrno,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  type SocketAddress,
  systemCalls,
} from "./tcp-calls.ts";

const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "buffer", "u32"], returns: "i32" },
  getsockopt: { args: ["i32", "i32", "i32", "buffer", "buffer"], returns: "i32" },
  getsockname: { args: ["i32", "buffer", "buffer"], returns: "i32" },
  connect: { args: ["i32", "buffer", "u32"], returns: "i32" },
  send: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  recv: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  __errno_location: { args: [], returns: "ptr" },
} as const;

type ClientCalls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const TCP_CONGESTION = 13;
const SO_ERROR = 4;
const SO_LINGER = 13;
const MSG_NOSIGNAL = 0x4000;
const ADDRESS_BYTES = 28;

// Over buffers of their own: the engine may move the bytes of a small typed array during a call.
const ONE = new Int32Array(new ArrayBuffer(4)).fill(1);
/** A struct linger: on, for 0 seconds. Closing then sends a reset. */
const RESET = new Int32Array(new ArrayBuffer(8));
RESET[0] = 1;
const value = new Int32Array(new ArrayBuffer(4));
const length = new Uint32Array(new ArrayBuffer(4));
const local = new Uint8Array(new ArrayBuffer(ADDRESS_BYTES));

/** The cheapest congestion control, and the one that every process may choose (tcp(7)). */
const RENO = new Uint8Array(new ArrayBuffer(4));
RENO.set([..."reno"].map((letter) => letter.charCodeAt(0)));

export type Connecting =
  | { readonly descriptor: number; readonly code?: undefined }
  | { readonly descriptor?: undefined; readonly code: string };

export class TcpClient {
  readonly #calls: ClientCalls;
  readonly #address: Uint8Array;
  readonly #family: number;
  /** Where nothing is congested, and pacing or modelling the path costs up to a tenth of the CPU time of a request. */
  readonly #isLoopback: boolean;

  private constructor(calls: ClientCalls, address: Uint8Array, { ip }: SocketAddress) {
    this.#calls = calls;
    this.#address = address;
    this.#family = isIPv6(ip) ? AF_INET6 : AF_INET;
    this.#isLoopback = ip.startsWith("127.") || ip === "::1";
  }

  /** Undefined on other systems, and for an address with a zone (fe80::1%eth0). */
  static open(to: SocketAddress): TcpClient | undefined {
    const parsing = systemCalls();
    const calls = openLibc(SIGNATURES);
    if (parsing === undefined || calls === undefined || to.ip.includes("%")) return undefined;
    return new TcpClient(calls, encode(parsing, to), to);
  }

  /** Starts to connect: the descriptor becomes writable when that has succeeded or failed. */
  connect(): Connecting {
    const calls = this.#calls;
    const descriptor = calls.socket(this.#family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return { code: errorName(lastErrno(calls)) };
    calls.setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, ONE, 4);
    if (this.#isLoopback) calls.setsockopt(descriptor, IPPROTO_TCP, TCP_CONGESTION, RENO, RENO.length);
    if (calls.connect(descriptor, this.#address, this.#address.length) === 0) return { descriptor };
    const code = errorName(lastErrno(calls));
    if (code === "EINPROGRESS") return { descriptor };
    calls.close(descriptor);
    return { code };
  }

  /** Why it could not connect; SELF_CONNECTED if TCP connected it to itself, because nothing listens on the port. */
  connectError(descriptor: number): string | undefined {
    length[0] = 4;
    this.#calls.getsockopt(descriptor, SOL_SOCKET, SO_ERROR, value, length);
    if (value[0] !== 0) return errorName(value[0] ?? 0);
    length[0] = ADDRESS_BYTES;
    this.#calls.getsockname(descriptor, local, length);
    return this.#address.every((byte, at) => byte === local[at]) ? "SELF_CONNECTED" : undefined;
  }

  /** @returns how many bytes the kernel took; on an error none, and epoll reports it too */
  send(descriptor: number, bytes: Uint8Array, count: number): number {
    return Math.max(0, this.#calls.send(descriptor, bytes, count, MSG_NOSIGNAL));
  }

  /** @returns how many bytes came; 0 after a FIN; below 0 for none: see `isBlocked` */
  receive(descriptor: number, into: Uint8Array): number {
    return this.#calls.recv(descriptor, into, into.length, 0);
  }

  /** Whether the call directly before failed only because there was nothing to do. */
  get isBlocked(): boolean {
    return ["EAGAIN", "EINTR"].includes(errorName(lastErrno(this.#calls)));
  }

  /** Whether the call directly before failed because the peer has reset the connection. */
  get isReset(): boolean {
    return errorName(lastErrno(this.#calls)) === "ECONNRESET";
  }

  close(descriptor: number, how: "fin" | "reset"): void {
    if (how === "reset") this.#calls.setsockopt(descriptor, SOL_SOCKET, SO_LINGER, RESET, 8);
    this.#calls.close(descriptor);
  }
}
