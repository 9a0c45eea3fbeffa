/** Emits an event for each refused connection, within a rate of its own: a flood of them hides no session. */
import type { Refusal } from "../counters.ts";
import type { ConnectionRefused } from "../events.ts";
import { plainAddress } from "../limits/address.ts";
import type { EventRateLimit } from "../sessions/event-rate.ts";
import type { PeerSocket } from "../sockets/sockets.ts";

export class RefusalEvents {
  readonly #thread: number;
  readonly #rate: EventRateLimit;
  readonly #emit: (event: ConnectionRefused) => void;
  isEnabled: boolean;

  constructor(
    thread: number,
    rate: EventRateLimit,
    emit: (event: ConnectionRefused) => void,
    isEnabled: boolean,
  ) {
    this.#thread = thread;
    this.#rate = rate;
    this.#emit = emit;
    this.isEnabled = isEnabled;
  }

  /** Call while the socket is open: a closed one no longer knows its peer. */
  refused(peer: PeerSocket, reason: Refusal): void {
    if (!this.isEnabled || !this.#rate.allow()) return;
    const address = plainAddress(peer.remoteAddress);
    this.#emit({ kind: "connection-refused", thread: this.#thread, address, port: peer.remotePort, reason });
  }
}
