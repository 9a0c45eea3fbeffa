/** Opens a thread's connections, and emits their events. Knows nothing of the load, and of sockets only their seam. */
import { BunSockets } from "./bun-sockets.ts";
import type { ClientSockets, SocketEvents, Target, Tick } from "./client-sockets.ts";
import type { ClientSocket, Connection, Dial } from "./connection.ts";
import { EpollSockets } from "./epoll-sockets.ts";
import type { ErrorKind } from "./errors.ts";

export interface ConnectionEvents {
  opened(connection: Connection, now: number): void;
  received(connection: Connection, chunk: Buffer, now: number): void;
  writable(connection: Connection): void;
  /** The connection ended or could not be made. */
  lost(connection: Connection, why: ErrorKind): void;
}

export class Dialer implements SocketEvents {
  readonly #events: ConnectionEvents;
  readonly #sockets: ClientSockets;
  #isLeaving = false;
  /** Why the last failed connection failed. */
  lastError: string | undefined;

  constructor(target: Target, events: ConnectionEvents) {
    this.#events = events;
    this.#sockets = EpollSockets.open(target, this) ?? new BunSockets(target, this);
  }

  opened(dial: Dial, socket: ClientSocket, now: number): void {
    const { connection } = dial;
    if (!isCurrent(dial)) {
      socket.terminate(); // it was given up
      return;
    }
    connection.state = "open";
    connection.socket = socket;
    this.#events.opened(connection, now);
  }

  received({ connection }: Dial, socket: ClientSocket, chunk: Buffer, now: number): void {
    if (connection.socket === socket) this.#events.received(connection, chunk, now);
  }

  writable({ connection }: Dial): void {
    this.#events.writable(connection);
  }

  closed({ connection }: Dial, socket: ClientSocket, isReset: boolean): void {
    if (connection.socket !== socket) return;
    connection.socket = undefined;
    connection.state = "closed";
    if (!this.#isLeaving) this.#events.lost(connection, isReset ? "reset" : "closed");
  }

  failed(dial: Dial, code: string): void {
    if (!isCurrent(dial)) return; // the runtime reports a failure twice
    const { connection } = dial;
    connection.state = "closed";
    connection.dial = undefined;
    this.lastError = code;
    if (!this.#isLeaving)
      this.#events.lost(connection, code === "EADDRNOTAVAIL" ? "no-free-port" : "not-connected");
  }

  dial(connection: Connection): void {
    connection.reset();
    connection.state = "dialing";
    connection.dialedAt = performance.now();
    connection.dial = { connection, connecting: undefined };
    this.#sockets.connect(connection.dial);
  }

  /** Gives up dials that have taken `timeoutMs`: Linux would try for two minutes. */
  sweep(connections: readonly Connection[], timeoutMs: number, now: number): void {
    for (const { state, dial, dialedAt } of connections) {
      if (state !== "dialing" || dial === undefined || now - dialedAt < timeoutMs) continue;
      dial.connecting?.terminate();
      this.failed(dial, "ETIMEDOUT");
    }
  }

  /** From now on calls `tick` when its last result says; undefined: no more. */
  drive(tick: Tick | undefined): void {
    this.#sockets.drive(tick);
  }

  /** For how long the thread has polled in vain. */
  get idleMs(): number {
    return this.#sockets.idleMs;
  }

  /** Calls `tick` soon. */
  wake(): void {
    this.#sockets.wake();
  }

  /** Closes everything, and emits no more events. */
  leave(connections: readonly Connection[]): void {
    this.#isLeaving = true;
    for (const connection of connections) connection.drop("fin");
    this.#sockets.stop();
  }
}

function isCurrent(dial: Dial): boolean {
  return dial.connection.state === "dialing" && dial.connection.dial === dial;
}
