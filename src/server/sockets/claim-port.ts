/** Claims the port for this server, by the kernel's own rules, and opens the listening sockets of its threads. */

import type { StartSettings } from "../settings.ts";
import { listenerPort, openListener, share } from "./linux/listener.ts";
import { type SystemCalls, systemCalls } from "./linux/system-calls.ts";
import { listen } from "./listen.ts";

type Place = Pick<StartSettings, "addresses" | "port" | "threads">;

export interface PortClaim {
  readonly port: number;
  /**
   * Listening sockets for a thread, one for each address. Undefined if it has to open its own: it was given some
   * before, or the system is not Linux.
   */
  take(thread: number): readonly number[] | undefined;
  /** Closes what no thread has taken. */
  release(): void;
}

/** @throws {ListenError} */
export function claimPort(place: Place): PortClaim {
  const calls = systemCalls();
  return calls === undefined ? probePort(place) : claimOnLinux(calls, place);
}

/**
 * The first socket is opened without SO_REUSEPORT, so no other process listens there, and none of this user shares
 * the port by setting that option itself. Only then the option is set, for the sockets of the other threads: other
 * users cannot share it (socket(7)), and another jam cannot either, because it begins in the same way.
 */
function claimOnLinux(calls: SystemCalls, { addresses, port: wanted, threads }: Place): PortClaim {
  const byThread: (number[] | undefined)[] = Array.from({ length: threads }, () => []);
  let port = wanted;
  const release = () => {
    for (const listener of byThread.splice(0).flatMap((listeners) => listeners ?? [])) calls.close(listener);
  };
  try {
    for (const address of addresses) {
      const [first, ...others] = byThread;
      const claim = openListener(calls, { address, port, isShared: false });
      first?.push(claim);
      port ||= listenerPort(calls, claim);
      if (threads > 1) share(calls, claim);
      for (const listeners of others) listeners?.push(openListener(calls, { address, port, isShared: true }));
    }
  } catch (error) {
    release();
    throw error;
  }
  return {
    port,
    take(thread) {
      const listeners = byThread[thread];
      byThread[thread] = undefined;
      return listeners;
    },
    release,
  };
}

/**
 * Elsewhere one thread serves, with a socket of the runtime. The port is opened once before, so that the main thread
 * reports why it cannot be had, and so that all addresses get the same free port.
 */
function probePort({ addresses, port: wanted }: Place): PortClaim {
  let port = wanted;
  for (const address of addresses) {
    const probe = listen<undefined>({ address, port, isShared: false }, { data() {} });
    port = probe.port;
    probe.stop(true);
  }
  return { port, take: () => undefined, release() {} };
}
