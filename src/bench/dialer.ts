/** Opens a thread's connections, emits their events, and holds the silent ones. Knows nothing of the load. */
import { Connection, type ConnectionSocket } from "./connection.ts";
import type { ErrorKind } from "./errors.ts";
import type { Plan } from "./plan.ts";

/** Connections that a thread dials at the same time while it opens all of them. */
export const DIALS_AT_ONCE = 64;

export interface ConnectionEvents {
  opened(connection: Connection, now: number): void;
  received(connection: Connection, chunk: Buffer, now: number): void;
  writable(connection: Connection): void;
  /** The connection ended or could not be made. */
  lost(connection: Connection, why: ErrorKind): void;
}

export class Dialer {
  readonly #target: Pick<Plan, "address" | "port">;
  readonly #events: ConnectionEvents;
  readonly #silent: (ConnectionSocket | undefined)[] = [];
  #isLeaving = false;
  /** Why the last failed connection failed. */
  lastError: string | undefined;

  constructor(target: Pick<Plan, "address" | "port">, events: ConnectionEvents) {
    this.#target = target;
    this.#events = events;
  }

  readonly #handlers: Bun.SocketHandler<Connection> = {
    open: (socket) => {
      const now = performance.now();
      const connection = socket.data;
      // The dial was given up; or TCP connected the socket to itself, which it can if nothing listens on the port.
      if (connection.state !== "dialing" || isSelfConnected(socket)) {
        socket.terminate();
        if (connection.state === "dialing") this.#fail(connection, "SELF_CONNECTED");
        return;
      }
      connection.state = "open";
      connection.socket = socket;
      this.#events.opened(connection, now);
    },
    data: (socket, chunk) => {
      const now = performance.now();
      if (socket.data.socket === socket) this.#events.received(socket.data, chunk, now);
    },
    drain: (socket) => this.#events.writable(socket.data),
    close: (socket, error) => {
      const connection = socket.data;
      if (connection.socket !== socket) return;
      connection.socket = undefined;
      connection.state = "closed";
      if (!this.#isLeaving) this.#events.lost(connection, error === undefined ? "closed" : "reset");
    },
    error() {}, // `close` follows
    connectError: (socket, error) => this.#fail(socket.data, codeOf(error)),
  };

  dial(connection: Connection): void {
    connection.reset();
    connection.state = "dialing";
    connection.dialedAt = performance.now();
    this.#connect(connection).catch((error: unknown) => this.#fail(connection, codeOf(error)));
  }

  #connect(connection: Connection): Promise<ConnectionSocket> {
    const { address, port } = this.#target;
    return Bun.connect({ hostname: address, port, data: connection, socket: this.#handlers });
  }

  #fail(connection: Connection, code: string): void {
    if (connection.state !== "dialing") return; // connectError and the rejected promise both report it
    connection.state = "closed";
    this.lastError = code;
    if (!this.#isLeaving)
      this.#events.lost(connection, code === "EADDRNOTAVAIL" ? "no-free-port" : "not-connected");
  }

  /** Opens connections that stay silent; resolves when all were tried. */
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
    for (let at = 0; at < count; at += DIALS_AT_ONCE) {
      const batch = Array.from({ length: Math.min(DIALS_AT_ONCE, count - at) }, (_, index) =>
        Bun.connect({ hostname: address, port, data: new Connection(at + index), socket: handlers }),
      );
      for (const result of await Promise.allSettled(batch)) {
        if (result.status === "fulfilled") this.#silent.push(result.value);
        else this.lastError = codeOf(result.reason);
      }
    }
    return this.#silent.length;
  }

  /** Closes everything, and emits no more events. */
  leave(connections: readonly Connection[]): void {
    this.#isLeaving = true;
    for (const connection of connections) connection.drop("fin");
    for (const socket of this.#silent) socket?.end();
  }
}

function isSelfConnected(socket: ConnectionSocket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
