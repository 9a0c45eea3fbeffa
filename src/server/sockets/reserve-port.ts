/** Reserves the port for this server before its threads share it. */

import type { Settings } from "../settings.ts";
import { listen } from "./listen.ts";

/** How long a start waits for another one on the same port. */
const LOCK_WAIT_MS = 2_000;
const LOCK_PAUSE_MS = 20;

export interface PortReservation {
  readonly port: number;
  /** Call once the threads listen. */
  release(): void;
}

/**
 * A given port is first opened without SO_REUSEPORT: with it a second server of the same user would silently share
 * the port. That socket is closed before the threads listen, and a lock holds back other starts until they do. For a
 * free port (0) the socket is shared and holds the port until the threads listen.
 * @throws {ListenError}
 */
export async function reservePort(
  settings: Pick<Settings, "addresses" | "port" | "threads">,
): Promise<PortReservation> {
  const unlock = await lockStart(settings.port);
  const holdsPort = settings.port === 0 && settings.threads > 1;
  let port = settings.port;
  const held: Bun.TCPSocketListener<undefined>[] = [];
  const release = () => {
    unlock();
    for (const listener of held) listener.stop(true);
  };
  try {
    for (const address of settings.addresses) {
      const listener = listen<undefined>({ address, port, isShared: holdsPort }, { data() {} });
      port = listener.port;
      if (holdsPort) held.push(listener);
      else listener.stop(true);
    }
  } catch (error) {
    release();
    throw error;
  }
  return { port, release };
}

/**
 * One start at a time per port: between a reservation and the threads' sockets another jam could take the port. Waits
 * while another jam on this machine starts on it, for 2 s at most: after that the other start hangs.
 * @returns releases the lock
 */
async function lockStart(port: number): Promise<() => void> {
  // Free ports never collide. Only Linux has abstract socket names, which end with the process.
  if (port === 0 || process.platform !== "linux") return () => {};
  const deadline = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      const lock = Bun.listen({ unix: `\0jam-start-${port}`, socket: { data() {} } });
      return () => lock.stop(true);
    } catch (error) {
      const isHeld = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isHeld || performance.now() > deadline) return () => {};
    }
    await Bun.sleep(LOCK_PAUSE_MS);
  }
}
