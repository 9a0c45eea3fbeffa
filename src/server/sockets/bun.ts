/** A thread's sockets by the runtime's own, where the system is not Linux. */
import { type ListenAddress, listen } from "./listen.ts";
import type { SocketHandlers, Sockets, StreamSocket } from "./sockets.ts";

export class BunSockets<Data> implements Sockets<Data> {
  readonly eventfd = undefined;
  readonly #handlers: SocketHandlers<Data>;
  readonly #listeners: Bun.TCPSocketListener<Data | undefined>[] = [];

  readonly #open = new Set<StreamSocket<Data>>();

  constructor(handlers: SocketHandlers<Data>) {
    this.#handlers = {
      ...handlers,
      open: (socket) => {
        this.#open.add(socket);
        handlers.open(socket);
      },
      close: (socket, error) => {
        this.#open.delete(socket);
        handlers.close(socket, error);
      },
    };
  }

  listen(place: ListenAddress): void {
    this.#listeners.push(listen<Data | undefined>(place, this.#handlers));
  }

  stopListening(): void {
    // Right behind a turn of the loop, that is with the queue of connections just emptied (STOP-1): the first of
    // the two comes before that turn, the second behind it.
    setImmediate(() => {
      setImmediate(() => {
        for (const listener of this.#listeners) listener.stop();
      });
    });
  }

  forEachOpen(call: (socket: StreamSocket<Data>) => void): void {
    for (const socket of this.#open) call(socket);
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  }
}
