/** A listening socket on Linux. */
import { ListenError, type Place } from "../listen.ts";
import {
  AF_INET6,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from "./constants.ts";
import { encodeAddress } from "./socket-address.ts";
import { lastError, type SystemCalls, stable } from "./system-calls.ts";

/** The kernel lowers it to net.core.somaxconn. */
const BACKLOG = 4096;

/**
 * A socket on `::` takes IPv4 too (ipv6(7), IPV6_V6ONLY).
 * @returns its descriptor
 * @throws {ListenError}
 */
export function openListener(calls: SystemCalls, { address, port, isShared }: Place): number {
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
  if (place.family === AF_INET6) set(IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (calls.bind(descriptor, place.bytes, place.length) === 0 && calls.listen(descriptor, BACKLOG) === 0)
    return descriptor;
  const code = lastError(calls);
  calls.close(descriptor);
  throw new ListenError(code, address, port);
}
