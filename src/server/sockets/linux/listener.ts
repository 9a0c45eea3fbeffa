/** A listening socket on Linux. */
import { ptr } from "bun:ffi";
import { type ListenAddress, ListenError } from "../listen.ts";
import {
  AF_INET6,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  SO_ATTACH_FILTER,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from "./constants.ts";
import { encodeAddress } from "./socket-address.ts";
import { lastError, type SystemCalls, stable } from "./system-calls.ts";

/** One instruction of classic BPF: BPF_RET | BPF_K with 0, accept no byte of the packet. */
const DROP_ALL = new Uint8Array(stable(8));
DROP_ALL[0] = 6;

/** The kernel lowers it to net.core.somaxconn. */
const BACKLOG = 4096;

/**
 * A socket on `::` accepts IPv4 too (ipv6(7), IPV6_V6ONLY). Accepted sockets inherit TCP_NODELAY.
 * @returns its descriptor
 * @throws {ListenError}
 */
export function openListener(calls: SystemCalls, { address, port, isShared }: ListenAddress): number {
  const sockaddr = encodeAddress(calls, address, port);
  if (sockaddr === undefined) throw new ListenError("EINVAL", address, port);
  const descriptor = calls.socket(sockaddr.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw new ListenError(lastError(calls), address, port);
  const option = new Int32Array(stable(4));
  const set = (level: number, name: number, value: number) => {
    option[0] = value;
    calls.setsockopt(descriptor, level, name, option, 4);
  };
  set(SOL_SOCKET, SO_REUSEADDR, 1);
  if (isShared) set(SOL_SOCKET, SO_REUSEPORT, 1);
  set(IPPROTO_TCP, TCP_NODELAY, 1);
  if (sockaddr.family === AF_INET6) set(IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (
    calls.bind(descriptor, sockaddr.bytes, sockaddr.length) === 0 &&
    calls.listen(descriptor, BACKLOG) === 0
  )
    return descriptor;
  const code = lastError(calls);
  calls.close(descriptor);
  throw new ListenError(code, address, port);
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
