/** Linux system calls that Bun's sockets do not have: bind without listening, connect from a chosen port. */
import { read } from "bun:ffi";
import { isIPv6 } from "node:net";
import { constants } from "node:os";
import { openLibc } from "./libc.ts";

export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "buffer", "u32"], returns: "i32" },
  bind: { args: ["i32", "buffer", "u32"], returns: "i32" },
  connect: { args: ["i32", "buffer", "u32"], returns: "i32" },
  send: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  recv: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  inet_pton: { args: ["i32", "buffer", "buffer"], returns: "i32" },
  __errno_location: { args: [], returns: "ptr" },
} as const;

export type Calls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

/** The same on x86-64 and AArch64 (include/uapi/linux, asm-generic). */
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;
export const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SOL_IP = 0;
const IP_BIND_ADDRESS_NO_PORT = 24;
const IP_LOCAL_PORT_RANGE = 51;

let loaded: Calls | undefined;

/** Undefined on other systems. */
export function systemCalls(): Calls | undefined {
  loaded ??= openLibc(SIGNATURES);
  return loaded;
}

/**
 * Binds the address and releases it at once: no packet is sent, and no client can connect. Without SO_REUSEADDR, as in
 * a server that does not set it, a connection in TIME_WAIT on the port prevents it.
 * @param address `::` also binds every IPv4 address
 * @returns the system's error code, such as EADDRINUSE; undefined if it can be bound, or the system is not Linux
 */
export function bindError(address: SocketAddress): string | undefined {
  return withSocket(address, (calls, descriptor) => bound(calls, descriptor, address));
}

/** Sets SO_REUSEADDR: when the connection is in TIME_WAIT, `sendSyn` can still bind its port. */
export function allowReuse(descriptor: number): void {
  const calls = systemCalls();
  if (calls !== undefined) setReuse(calls, descriptor);
}

function setReuse(calls: Calls, descriptor: number): void {
  calls.setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, new Int32Array(new ArrayBuffer(4)).fill(1), 4);
}

/**
 * Sends a SYN from an address of this machine, and waits for no reply.
 * @returns the system's error code if it could not be sent
 */
export function sendSyn(from: SocketAddress, to: SocketAddress): string | undefined {
  const code = withSocket(from, (calls, descriptor) => {
    setReuse(calls, descriptor);
    return bound(calls, descriptor, from) ?? connectError(calls, descriptor, to);
  });
  // Other connections from the same port are in the way of bind, and not of a connect that chooses this port.
  return code === "EADDRINUSE" ? withSocket(from, (calls, each) => choosing(calls, each, from, to)) : code;
}

/** By Linux 6.3 and later. */
function choosing(
  calls: Calls,
  descriptor: number,
  from: SocketAddress,
  to: SocketAddress,
): string | undefined {
  const one = new Int32Array(new ArrayBuffer(4)).fill(1);
  const range = new Uint32Array(new ArrayBuffer(4)).fill(from.port * 0x10001);
  calls.setsockopt(descriptor, SOL_IP, IP_BIND_ADDRESS_NO_PORT, one, 4);
  if (calls.setsockopt(descriptor, SOL_IP, IP_LOCAL_PORT_RANGE, range, 4) !== 0) return lastError(calls);
  return bound(calls, descriptor, { ip: from.ip, port: 0 }) ?? connectError(calls, descriptor, to);
}

function bound(calls: Calls, descriptor: number, address: SocketAddress): string | undefined {
  const sockaddr = encode(calls, address);
  return calls.bind(descriptor, sockaddr, sockaddr.length) === 0 ? undefined : lastError(calls);
}

function connectError(calls: Calls, descriptor: number, to: SocketAddress): string | undefined {
  const sockaddr = encode(calls, to);
  if (calls.connect(descriptor, sockaddr, sockaddr.length) === 0) return undefined;
  const code = lastError(calls);
  return code === "EINPROGRESS" ? undefined : code;
}

function withSocket(
  { ip }: SocketAddress,
  use: (calls: Calls, descriptor: number) => string | undefined,
): string | undefined {
  const calls = systemCalls();
  if (calls === undefined) return undefined;
  const family = isIPv6(ip) ? AF_INET6 : AF_INET;
  const descriptor = calls.socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return lastError(calls);
  try {
    return use(calls, descriptor);
  } finally {
    calls.close(descriptor);
  }
}

/** A sockaddr_in or sockaddr_in6: ip(7), ipv6(7). */
export function encode(calls: Calls, { ip, port }: SocketAddress): Uint8Array {
  const isSix = isIPv6(ip);
  const bytes = new Uint8Array(new ArrayBuffer(isSix ? 28 : 16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, isSix ? AF_INET6 : AF_INET, true);
  view.setUint16(2, port);
  bytes.set(addressBytes(calls, ip), isSix ? 8 : 4);
  return bytes;
}

/** 4 or 16 bytes, the first of the address first. */
export function addressBytes(calls: Calls, ip: string): Uint8Array {
  const family = isIPv6(ip) ? AF_INET6 : AF_INET;
  const bytes = new Uint8Array(new ArrayBuffer(16));
  calls.inet_pton(family, Buffer.from(`${ip}\0`), bytes);
  return family === AF_INET6 ? bytes : bytes.subarray(0, 4);
}

/** Of the call directly before. */
export function lastErrno(calls: Pick<Calls, "__errno_location">): number {
  const location = calls.__errno_location();
  return location === null ? 0 : read.i32(location);
}

function lastError(calls: Calls): string {
  return errorName(lastErrno(calls));
}

export function errorName(number: number): string {
  const found = Object.entries(constants.errno).find(([, value]) => value === number);
  return found?.[0] ?? `errno ${number}`;
}
