/** The sockets of a thread as the runtime provides them, on systems other than Linux. */
import { type ListenAddress, listen } from "./listen.ts";
import type { SocketHandlers, Sockets, StreamSocket } from "./sockets.ts";

export class BunSockets<Data> implements Sockets<Data> {
  readonly eventfd = undefined;
  readonly listeners = [];
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

  listen(place: ListenAddress | number): void {
    if (typeof place === "number") throw new Error("the runtime's sockets take no descriptor");
    this.#listeners.push(listen<Data | undefined>(place, this.#handlers));
  }

  stopListening(): void {
    // Right after a turn of the loop, when the accept queue has just been emptied (STOP-1): the first of the two runs
    // before that turn, the second after it.
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
