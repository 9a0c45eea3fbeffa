/** Tells of sessions that open and end, as far as the gate lets it; keeps a name only for those it told of. */

import type { Connection } from "../connection/connection.ts";
import type { CloseReason } from "../counters.ts";
import type { SessionEvent } from "../events.ts";
import type { EventRateLimit } from "./event-rate.ts";
import { shownAddress } from "./session-record.ts";

interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
}

interface Told {
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly openedAt: number;
}

export class SessionEvents {
  readonly #thread: number;
  readonly #gate: EventRateLimit;
  readonly #tell: (event: SessionEvent) => void;
  /** Whether anything is told now. */
  isEnabled: boolean;
  readonly #told = new Map<Connection, Told>();
  #sessions: number;

  /** @param sessions that the threads before it have counted, so that no number is used twice */
  constructor(
    thread: number,
    gate: EventRateLimit,
    tell: (event: SessionEvent) => void,
    isTelling = true,
    sessions = 0,
  ) {
    this.isEnabled = isTelling;
    this.#thread = thread;
    this.#gate = gate;
    this.#tell = tell;
    this.#sessions = sessions;
  }

  opened(connection: Connection, peer: Peer): void {
    this.#sessions++;
    if (!this.isEnabled || !this.#gate.pass()) return;
    const told = {
      session: `${this.#thread}.${this.#sessions}`,
      address: shownAddress(peer.remoteAddress),
      port: peer.remotePort,
      openedAt: performance.now(),
    };
    this.#told.set(connection, told);
    this.#tell({ kind: "session-opened", thread: this.#thread, ...nameOf(told) });
  }

  ended(connection: Connection, reason: CloseReason): void {
    const told = this.#told.get(connection);
    this.#told.delete(connection);
    if (!this.isEnabled) return;
    if (told === undefined) this.#gate.leaveOut();
    else if (this.#gate.pass()) {
      this.#tell({
        kind: "session-ended",
        thread: this.#thread,
        ...nameOf(told),
        reason,
        requests: connection.requests,
        errors: connection.errors,
        seconds: (performance.now() - told.openedAt) / 1000,
      });
    }
  }
}

function nameOf({ session, address, port }: Told) {
  return { session, address, port };
}
