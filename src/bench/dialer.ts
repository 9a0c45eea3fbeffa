/** Opens a thread's connections, tells what becomes of them, and keeps the silent ones. Knows no load. */

import { Connection, type ConnectionSocket } from "./connection.ts";
import type { FaultKind } from "./faults.ts";
import type { Plan } from "./plan.ts";

/** Connections that a thread has under way at once while it opens all of them. */
const AT_ONCE = 64;

export interface ConnectionEvents {
  opened(lane: Connection, now: number): void;
  received(lane: Connection, chunk: Buffer, now: number): void;
  writable(lane: Connection): void;
  /** The connection is gone, or did not come about; the lane is closed. */
  lost(lane: Connection, why: FaultKind): void;
}

export class Dialer {
  readonly #target: Pick<Plan, "address" | "port">;
  readonly #events: ConnectionEvents;
  readonly #silent: (ConnectionSocket | undefined)[] = [];
  #isLeaving = false;
  /** Why the last connection that did not come about did not. */
  lastError: string | undefined;

  constructor(target: Pick<Plan, "address" | "port">, events: ConnectionEvents) {
    this.#target = target;
    this.#events = events;
  }

  readonly #handlers: Bun.SocketHandler<Connection> = {
    open: (socket) => {
      const now = performance.now();
      const lane = socket.data;
      // A dial that was given up, or one that came out at its own beginning, as it can where nothing listens.
      if (lane.state !== "dialing" || isOwnBeginning(socket)) {
        socket.terminate();
        if (lane.state === "dialing") this.#fail(lane, "SELF_CONNECTED");
        return;
      }
      lane.state = "open";
      lane.socket = socket;
      this.#events.opened(lane, now);
    },
    data: (socket, chunk) => {
      const now = performance.now();
      if (socket.data.socket === socket) this.#events.received(socket.data, chunk, now);
    },
    drain: (socket) => this.#events.writable(socket.data),
    close: (socket, error) => {
      const lane = socket.data;
      if (lane.socket !== socket) return;
      lane.socket = undefined;
      lane.state = "closed";
      if (!this.#isLeaving) this.#events.lost(lane, error === undefined ? "closed" : "reset");
    },
    error() {}, // `close` follows
    connectError: (socket, error) => this.#fail(socket.data, codeOf(error)),
  };

  dial(lane: Connection): void {
    lane.startOver();
    lane.state = "dialing";
    lane.dialedAt = performance.now();
    this.#connect(lane).catch((error: unknown) => this.#fail(lane, codeOf(error)));
  }

  #connect(lane: Connection): Promise<ConnectionSocket> {
    const { address, port } = this.#target;
    return Bun.connect({ hostname: address, port, data: lane, socket: this.#handlers });
  }

  #fail(lane: Connection, code: string): void {
    if (lane.state !== "dialing") return; // told already, by the other of the two ways
    lane.state = "closed";
    this.lastError = code;
    if (!this.#isLeaving)
      this.#events.lost(lane, code === "EADDRNOTAVAIL" ? "no-free-port" : "not-connected");
  }

  /** Opens connections that will say nothing, in the background of nothing: resolves when all were tried. */
  async openSilent(count: number, onClosed: () => void): Promise<number> {
    const handlers: Bun.SocketHandler<Connection> = {
      data() {},
      error() {},
      close: (socket) => {
        const at = this.#silent.indexOf(socket);
        if (at >= 0) this.#silent[at] = undefined;
        if (at >= 0 && !this.#isLeaving) onClosed();
      },
    };
    const { address, port } = this.#target;
    for (let at = 0; at < count; at += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) =>
        Bun.connect({ hostname: address, port, data: new Connection(at + index), socket: handlers }),
      );
      for (const result of await Promise.allSettled(batch)) {
        if (result.status === "fulfilled") this.#silent.push(result.value);
        else this.lastError = codeOf(result.reason);
      }
    }
    return this.#silent.length;
  }

  /** Closes everything; nothing is told any more. */
  leave(lanes: readonly Connection[]): void {
    this.#isLeaving = true;
    for (const lane of lanes) lane.drop("fin");
    for (const socket of this.#silent) socket?.end();
  }
}

export { AT_ONCE as DIALS_AT_ONCE };

function isOwnBeginning(socket: ConnectionSocket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
