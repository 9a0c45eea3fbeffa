/** Emits an event for sessions that open and end, within the event rate; remembers only those that it reported. */

import type { Connection } from "../connection/connection.ts";
import type { CloseReason } from "../counters.ts";
import type { SessionEvent } from "../events.ts";
import { plainAddress } from "../limits/address.ts";
import type { PeerSocket } from "../sockets/sockets.ts";
import type { EventRateLimit } from "./event-rate.ts";

/** A session whose opening was reported. */
interface Reported {
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly openedAt: number;
}

export class SessionEvents {
  readonly #thread: number;
  readonly #rate: EventRateLimit;
  readonly #emit: (event: SessionEvent) => void;
  isEnabled: boolean;
  readonly #reported = new Map<Connection, Reported>();
  #sessions: number;

  /** @param sessions that earlier threads of this number have counted: no session number is used twice */
  constructor(
    thread: number,
    rate: EventRateLimit,
    emit: (event: SessionEvent) => void,
    isEnabled = true,
    sessions = 0,
  ) {
    this.isEnabled = isEnabled;
    this.#thread = thread;
    this.#rate = rate;
    this.#emit = emit;
    this.#sessions = sessions;
  }

  opened(connection: Connection, peer: PeerSocket): void {
    this.#sessions++;
    if (!this.isEnabled || !this.#rate.allow()) return;
    const reported = {
      session: `${this.#thread}.${this.#sessions}`,
      address: plainAddress(peer.remoteAddress),
      port: peer.remotePort,
      openedAt: performance.now(),
    };
    this.#reported.set(connection, reported);
    this.#emit({ kind: "session-opened", thread: this.#thread, ...nameOf(reported) });
  }

  ended(connection: Connection, reason: CloseReason): void {
    const reported = this.#reported.get(connection);
    this.#reported.delete(connection);
    if (!this.isEnabled) return;
    if (reported === undefined) this.#rate.drop();
    else if (this.#rate.allow()) {
      this.#emit({
        kind: "session-ended",
        thread: this.#thread,
        ...nameOf(reported),
        reason,
        requests: connection.requests,
        errors: connection.errors,
        seconds: (performance.now() - reported.openedAt) / 1000,
      });
    }
  }
}

function nameOf({ session, address, port }: Reported) {
  return { session, address, port };
}
