/** Opens a thread's connections, and emits their events. Knows nothing of the load. */
import type { Connection, ConnectionSocket, Dial } from "./connection.ts";
import type { ErrorKind } from "./errors.ts";
import type { Plan } from "./plan.ts";

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
  #isLeaving = false;
  /** Why the last failed connection failed. */
  lastError: string | undefined;

  constructor(target: Pick<Plan, "address" | "port">, events: ConnectionEvents) {
    this.#target = target;
    this.#events = events;
  }

  readonly #handlers: Bun.SocketHandler<Dial> = {
    open: (socket) => {
      const now = performance.now();
      const { connection } = socket.data;
      // The dial was given up; or TCP connected the socket to itself, which it can if nothing listens on the port.
      if (!isCurrent(socket.data) || isSelfConnected(socket)) {
        socket.terminate();
        this.#fail(socket.data, "SELF_CONNECTED");
        return;
      }
      connection.state = "open";
      connection.socket = socket;
      this.#events.opened(connection, now);
    },
    data: (socket, chunk) => {
      const now = performance.now();
      const { connection } = socket.data;
      if (connection.socket === socket) this.#events.received(connection, chunk, now);
    },
    drain: (socket) => this.#events.writable(socket.data.connection),
    close: (socket, error) => {
      const { connection } = socket.data;
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
    const dial: Dial = { connection };
    connection.dial = dial;
    const { address, port } = this.#target;
    Bun.connect({ hostname: address, port, data: dial, socket: this.#handlers }).catch((error: unknown) =>
      this.#fail(dial, codeOf(error)),
    );
  }

  /** Gives up dials that have taken `timeoutMs`: Linux would try for two minutes. */
  sweep(connections: readonly Connection[], timeoutMs: number, now: number): void {
    for (const { state, dial, dialedAt } of connections) {
      if (state === "dialing" && dial !== undefined && now - dialedAt >= timeoutMs)
        this.#fail(dial, "ETIMEDOUT");
    }
  }

  #fail(dial: Dial, code: string): void {
    if (!isCurrent(dial)) return; // connectError and the rejected promise both report it
    const { connection } = dial;
    connection.state = "closed";
    connection.dial = undefined;
    this.lastError = code;
    if (!this.#isLeaving)
      this.#events.lost(connection, code === "EADDRNOTAVAIL" ? "no-free-port" : "not-connected");
  }

  /** Closes everything, and emits no more events. */
  leave(connections: readonly Connection[]): void {
    this.#isLeaving = true;
    for (const connection of connections) connection.drop("fin");
  }
}

function isCurrent(dial: Dial): boolean {
  return dial.connection.state === "dialing" && dial.connection.dial === dial;
}

function isSelfConnected(socket: ConnectionSocket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
