/** A load thread's sockets by the runtime, for systems without epoll. */
import {
  type ClientSockets,
  type SocketEvents,
  SPIN_MS,
  type Target,
  TICK_MS,
  type Tick,
} from "./client-sockets.ts";
import type { Dial } from "./connection.ts";

export class BunSockets implements ClientSockets {
  readonly #target: Pick<Target, "address" | "port">;
  readonly #events: SocketEvents;
  readonly #handlers: Bun.SocketHandler<Dial>;
  #tick: Tick | undefined;
  #timer: Timer | undefined;
  #isStopped = false;
  readonly idleMs = 0;

  constructor(target: Pick<Target, "address" | "port">, events: SocketEvents) {
    this.#target = target;
    this.#events = events;
    this.#handlers = {
      open: (socket) => {
        const now = performance.now();
        if (!isSelfConnected(socket)) return events.opened(socket.data, socket, now);
        socket.terminate();
        events.failed(socket.data, "SELF_CONNECTED");
      },
      data: (socket, chunk) => events.received(socket.data, socket, chunk, performance.now()),
      drain: (socket) => events.writable(socket.data),
      close: (socket, error) => {
        if (!this.#isStopped) events.closed(socket.data, socket, error !== undefined);
      },
      error() {}, // `close` follows
      connectError: (socket, error) => events.failed(socket.data, codeOf(error)),
    };
  }

  connect(dial: Dial): void {
    const { address, port } = this.#target;
    Bun.connect({ hostname: address, port, data: dial, socket: this.#handlers }).catch((error: unknown) =>
      this.#events.failed(dial, codeOf(error)),
    );
  }

  drive(tick: Tick | undefined): void {
    this.#tick = tick;
    this.wake();
  }

  wake(): void {
    clearTimeout(this.#timer);
    setImmediate(() => this.#call());
  }

  #call(): void {
    if (this.#tick === undefined) return;
    const now = performance.now();
    const wait = this.#tick(now) - now;
    if (wait > TICK_MS) this.#timer = setTimeout(() => this.#call(), TICK_MS);
    else if (wait > SPIN_MS) this.#timer = setTimeout(() => this.#call(), wait - SPIN_MS + 1);
    else setImmediate(() => this.#call());
  }

  stop(): void {
    this.#isStopped = true;
    this.#tick = undefined;
    clearTimeout(this.#timer);
  }
}

/** TCP can connect a socket to itself if nothing listens on the port. */
function isSelfConnected(socket: Bun.Socket<Dial>): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
