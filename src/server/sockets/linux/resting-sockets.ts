/** Sockets that are reported as writable and take nothing: they rest a while, otherwise the thread would spin. */
// So it is if the memory for all of TCP is short (tcp(7), tcp_mem): the kernel then shrinks a send buffer, and the
// socket is no longer writable, but a buffer whose size was set (SO_SNDBUF) keeps it.
import type { EpollSocket } from "./epoll-socket.ts";

const REST_MS = 200;

export class RestingSockets<Data> {
  readonly #after: (milliseconds: number, call: () => void) => void;
  #resting: EpollSocket<Data>[] = [];

  constructor(after: (milliseconds: number, call: () => void) => void) {
    this.#after = after;
  }

  add(socket: EpollSocket<Data>): void {
    socket.stopAwaitingWritable();
    if (this.#resting.push(socket) > 1) return;
    this.#after(REST_MS, () => {
      const rested = this.#resting;
      this.#resting = [];
      for (const each of rested) each.awaitWritable();
    });
  }
}
