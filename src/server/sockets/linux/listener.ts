/** A listening socket on Linux. */
import { ptr } from "bun:ffi";
import { ANSWER_BYTES } from "../../../protocol/answer.ts";
import { type ListenAddress, ListenError } from "../listen.ts";
import {
  AF_INET,
  AF_INET6,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  SO_ACCEPTCONN,
  SO_ATTACH_FILTER,
  SO_DOMAIN,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from "./constants.ts";
import { ADDRESS_BYTES, decodeAddress, decodePort, encodeAddress } from "./socket-address.ts";
import { lastError, type SystemCalls, stable } from "./system-calls.ts";

/** One instruction of classic BPF: BPF_RET | BPF_K with 0, accept no byte of the packet. */
const DROP_ALL = new Uint8Array(stable(8));
DROP_ALL[0] = 6;

/** The kernel lowers it to net.core.somaxconn. */
const BACKLOG = 4096;

/**
 * One full answer. The kernel doubles it for its own overhead, and a segment can exceed it (socket(7)). Without it the
 * kernel keeps as much as tcp_wmem and tcp_rmem allow, 4 MiB and 6 MiB or more for each client that does not read.
 */
const KERNEL_BYTES = ANSWER_BYTES;

/** With SO_REUSEADDR several sockets can be bound to a port, and one of them can listen. */
const RACES = 16;

/**
 * A socket on `::` accepts IPv4 too (ipv6(7), IPV6_V6ONLY).
 * @returns its descriptor
 * @throws {ListenError}
 */
export function openListener(calls: SystemCalls, place: ListenAddress): number {
  const { address, port } = place;
  const sockaddr = encodeAddress(calls, address, port);
  if (sockaddr === undefined) throw new ListenError("EINVAL", address, port);
  for (let race = 1; ; race++) {
    const descriptor = calls.socket(sockaddr.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) throw new ListenError(lastError(calls), address, port);
    setOptions(calls, descriptor, sockaddr.family, place.isShared);
    const isBound = calls.bind(descriptor, sockaddr.bytes, sockaddr.length) === 0;
    if (isBound && calls.listen(descriptor, BACKLOG) === 0) return descriptor;
    const code = lastError(calls);
    calls.close(descriptor);
    // Another process listens now, and then bind() fails next time; or two called listen() at once, and both failed.
    const isRace = isBound && code === "EADDRINUSE" && race < RACES;
    if (!isRace) throw new ListenError(code, address, port);
    calls.sched_yield();
  }
}

function setOptions(calls: SystemCalls, descriptor: number, family: number, isShared: boolean): void {
  set(calls, descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
  if (isShared) share(calls, descriptor);
  setConnectionOptions(calls, descriptor);
  if (family === AF_INET6) set(calls, descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 0);
}

/** Accepted sockets inherit them. */
function setConnectionOptions(calls: SystemCalls, descriptor: number): void {
  set(calls, descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  limitSendBuffer(calls, descriptor, KERNEL_BYTES);
  set(calls, descriptor, SOL_SOCKET, SO_RCVBUF, KERNEL_BYTES);
}

/** From now on other sockets of this user that set the option too may listen on the port of this one. */
export function share(calls: SystemCalls, listener: number): void {
  set(calls, listener, SOL_SOCKET, SO_REUSEPORT, 1);
}

/** Of this socket, and of those that it accepts from now on. @param bytes the kernel doubles it for its own overhead */
export function limitSendBuffer(calls: SystemCalls, descriptor: number, bytes: number): void {
  set(calls, descriptor, SOL_SOCKET, SO_SNDBUF, bytes);
}

/** Port 0 if it is no socket with a port. */
export function listenerPlace(
  calls: SystemCalls,
  listener: number,
): { readonly address: string; readonly port: number } {
  const sockaddr = new Uint8Array(stable(ADDRESS_BYTES));
  const length = new Uint32Array(stable(4));
  length[0] = ADDRESS_BYTES;
  calls.getsockname(listener, sockaddr, length);
  return { address: decodeAddress(sockaddr), port: decodePort(sockaddr) };
}

const option = new Int32Array(stable(4));
const optionLength = new Uint32Array(stable(4));

/**
 * Makes a listening socket of another program one of this server's.
 * @returns false if it is no listening TCP socket; then it is left as it is
 */
export function adoptListener(calls: SystemCalls, descriptor: number): boolean {
  const family = get(calls, descriptor, SO_DOMAIN);
  const isTcp =
    (family === AF_INET || family === AF_INET6) && get(calls, descriptor, SO_TYPE) === SOCK_STREAM;
  if (!isTcp || get(calls, descriptor, SO_ACCEPTCONN) !== 1) return false;
  calls.fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  calls.fcntl(descriptor, F_SETFL, calls.fcntl(descriptor, F_GETFL, 0) | SOCK_NONBLOCK);
  setConnectionOptions(calls, descriptor);
  return true;
}

/** Undefined if it is no socket. */
function get(calls: SystemCalls, descriptor: number, name: number): number | undefined {
  optionLength[0] = 4;
  return calls.getsockopt(descriptor, SOL_SOCKET, name, option, optionLength) === 0 ? option[0] : undefined;
}

function set(calls: SystemCalls, descriptor: number, level: number, name: number, value: number): void {
  option[0] = value;
  calls.setsockopt(descriptor, level, name, option, 4);
}

/**
 * From now on the socket gets no new connection: a filter drops every packet, and a client repeats its SYN a second
 * later and is then refused. Connections that the kernel already made can still be accepted. Without the filter, those
 * made between the last accept and the close would be reset.
 */
export function refuseNew(calls: SystemCalls, listener: number): void {
  // A struct sock_fprog (socket(7)): the number of instructions, padded, and their address.
  const program = new BigUint64Array(stable(16));
  program[0] = 1n;
  program[1] = BigInt(ptr(DROP_ALL));
  calls.setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, program, 16);
}
