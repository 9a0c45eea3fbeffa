/** Chooses a thread's sockets: epoll on Linux, the runtime's elsewhere. */

import { BunSockets } from "./bun.ts";
import { DescriptorOwners } from "./linux/descriptor-owners.ts";
import { EpollSockets } from "./linux/epoll-sockets.ts";
import { systemCalls } from "./linux/system-calls.ts";
import type { SocketHandlers, Sockets } from "./sockets.ts";

/**
 * @param owners see `descriptorOwnersMemory`
 * @param busyPoll microseconds; see IdlePolling. The runtime's sockets do not busy-poll
 */
export function openSockets<Data>(
  handlers: SocketHandlers<Data>,
  owners: SharedArrayBuffer,
  thread: number,
  busyPoll: number,
): Sockets<Data> {
  const calls = systemCalls();
  return calls === undefined
    ? new BunSockets(handlers)
    : new EpollSockets(calls, handlers, new DescriptorOwners(owners), thread, busyPoll);
}
