/** A thread's sockets by the runtime's own, where the system is not Linux. */
import { listen, type Place } from "./listen.ts";
import type { SocketHandlers, Sockets } from "./sockets.ts";

export class RuntimeSockets<Data> implements Sockets {
  readonly waker = undefined;
  readonly #handlers: SocketHandlers<Data>;
  readonly #listeners: Bun.TCPSocketListener<Data | undefined>[] = [];

  constructor(handlers: SocketHandlers<Data>) {
    this.#handlers = handlers;
  }

  listen(place: Place): void {
    this.#listeners.push(listen<Data | undefined>(place, this.#handlers));
  }

  stopListening(): void {
    // Right behind a turn of the loop, that is with the queue of connections just emptied (STOP-1).
    setImmediate(() => {
      for (const listener of this.#listeners) listener.stop();
    });
  }

  after(milliseconds: number, call: () => void): void {
    setTimeout(call, milliseconds);
  }
}
