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

/** One instruction of classic BPF: BPF_RET | BPF_K with 0, take nothing of the packet. */
const DROP_ALL = new Uint8Array(stable(8));
DROP_ALL[0] = 6;

/** The kernel lowers it to net.core.somaxconn. */
const BACKLOG = 4096;

/**
 * A socket on `::` takes IPv4 too (ipv6(7), IPV6_V6ONLY). What it accepts has TCP_NODELAY from it.
 * @returns its descriptor
 * @throws {ListenError}
 */
export function openListener(calls: SystemCalls, { address, port, isShared }: ListenAddress): number {
  const place = encodeAddress(calls, address, port);
  if (place === undefined) throw new ListenError("EINVAL", address, port);
  const descriptor = calls.socket(place.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw new ListenError(lastError(calls), address, port);
  const option = new Int32Array(stable(4));
  const set = (level: number, name: number, value: number) => {
    option[0] = value;
    calls.setsockopt(descriptor, level, name, option, 4);
  };
  set(SOL_SOCKET, SO_REUSEADDR, 1);
  if (isShared) set(SOL_SOCKET, SO_REUSEPORT, 1);
  set(IPPROTO_TCP, TCP_NODELAY, 1);
  if (place.family === AF_INET6) set(IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (calls.bind(descriptor, place.bytes, place.length) === 0 && calls.listen(descriptor, BACKLOG) === 0)
    return descriptor;
  const code = lastError(calls);
  calls.close(descriptor);
  throw new ListenError(code, address, port);
}

/**
 * From now on no connection comes to be on the socket: a filter drops every packet, so that a client's SYN is sent
 * again a second later, and is then refused. What the kernel had made before can still be accepted. Without it, what
 * comes between the last accept and the close meets a reset.
 */
export function refuseNew(calls: SystemCalls, listener: number): void {
  // A struct sock_fprog (socket(7)): a count of instructions, padded, and where they are.
  const program = new BigUint64Array(stable(16));
  program[0] = 1n;
  program[1] = BigInt(ptr(DROP_ALL));
  calls.setsockopt(listener, SOL_SOCKET, SO_ATTACH_FILTER, program, 16);
}
