/** One connection's socket by epoll, from the beginning of connecting on. */
import type { ClientSocket, Dial } from "./connection.ts";

/** The thread's sockets, which know the system calls. */
export interface SocketOwner {
  send(socket: EpollSocket, bytes: Uint8Array, offset: number, length: number): number;
  close(socket: EpollSocket, how: "fin" | "reset"): void;
}

export class EpollSocket implements ClientSocket {
  readonly descriptor: number;
  readonly dial: Dial;
  /** In which it began to connect. */
  readonly round: number;
  isOpen = false;
  awaitsWritable = false;
  /** A send has met a reset: the system reports it once, and what is received then looks like a FIN. */
  wasReset = false;
  /** Marks its requests to io_uring; 0 if it has none. */
  ringTag = 0;
  readonly #owner: SocketOwner;
  #isClosed = false;

  constructor(descriptor: number, dial: Dial, round: number, owner: SocketOwner) {
    this.descriptor = descriptor;
    this.dial = dial;
    this.round = round;
    this.#owner = owner;
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    return this.#owner.send(this, bytes, offset, length);
  }

  end(): void {
    this.#close("fin");
  }

  terminate(): void {
    this.#close("reset");
  }

  #close(how: "fin" | "reset"): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#owner.close(this, how);
  }
}
