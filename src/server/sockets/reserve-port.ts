/** Makes sure that the port is this server's alone before its threads share it. */

import type { Settings } from "../settings.ts";
import { listen } from "./listen.ts";
import { lockStart } from "./start-lock.ts";

export interface PortReservation {
  readonly port: number;
  /** To be called when the threads listen. */
  release(): void;
}

/**
 * A named port is tried without SO_REUSEPORT, since with it a second server of the same user would share the
 * port in silence; the try is over at once, before the threads listen, and a lock keeps other starts away until
 * they do. A free port (0) nobody knows yet, so
 * its socket can share, and holds the port until the threads do.
 * @throws {ListenError}
 */
export async function reservePort(settings: Settings): Promise<PortReservation> {
  const unlock = await lockStart(settings.port);
  const isHeld = settings.port === 0 && settings.threads > 1;
  let port = settings.port;
  const held: Bun.TCPSocketListener<undefined>[] = [];
  const release = () => {
    unlock();
    for (const listener of held) listener.stop(true);
  };
  try {
    for (const address of settings.addresses) {
      const listener = listen<undefined>({ address, port, isShared: isHeld }, { data() {} });
      port = listener.port;
      if (isHeld) held.push(listener);
      else listener.stop(true);
    }
  } catch (error) {
    release();
    throw error;
  }
  return { port, release };
}
