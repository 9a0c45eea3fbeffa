/** Claims the port for this server, by the kernel's own rules, and opens the listening sockets of its threads. */

import type { Inherited, StartSettings } from "../settings.ts";
import { F_DUPFD_CLOEXEC } from "./linux/constants.ts";
import { listenerPlace, openListener, share } from "./linux/listener.ts";
import { type SystemCalls, systemCalls } from "./linux/system-calls.ts";
import { listen } from "./listen.ts";

type Place = Pick<StartSettings, "addresses" | "port" | "threads" | "inherited">;

export interface PortClaim {
  readonly port: number;
  /**
   * Listening sockets for a thread. Undefined if it has to open its own: it was given some before, or the system is not
   * Linux.
   */
  take(thread: number): readonly number[] | undefined;
  /** Every thread has started: closes what none has taken and none will need again. */
  release(): void;
  /** The server accepts no more: closes all that is left. */
  close(): void;
}

/** @throws {ListenError} */
export function claimPort(place: Place): PortClaim {
  const calls = systemCalls();
  if (calls === undefined) return probePort(place);
  return place.inherited === undefined ? claimOnLinux(calls, place) : shareOut(calls, place, place.inherited);
}

/**
 * Inherited sockets stay open here, and threads get duplicates: what waits in their queues survives the death of a
 * thread. If there are fewer sockets of an address than threads, threads share them.
 */
function shareOut(calls: SystemCalls, { port, threads }: Place, { descriptors }: Inherited): PortClaim {
  const byPlace = Map.groupBy(descriptors, (descriptor) => JSON.stringify(listenerPlace(calls, descriptor)));
  const rest = [...descriptors];
  return {
    port,
    take(thread) {
      const own = [...byPlace.values()].flatMap((same) =>
        same.filter((_, at) => at % threads === thread || at === thread % same.length),
      );
      return own.map((descriptor) => calls.fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
    },
    release() {},
    close() {
      for (const descriptor of rest.splice(0)) calls.close(descriptor);
    },
  };
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
      port ||= listenerPlace(calls, claim).port;
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
    close: release,
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
  return { port, take: () => undefined, release() {}, close() {} };
}
