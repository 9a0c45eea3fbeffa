/** The listening sockets of a thread: how they are watched, and how they are given up without losing a connection. */
import { EPOLLEXCLUSIVE, EPOLLIN } from "./constants.ts";
import type { Epoll } from "./epoll.ts";
import { refuseNew } from "./listener.ts";
import { lastError, type SystemCalls } from "./system-calls.ts";

/** If accept4 fails although a connection waits (no descriptor is left), it is retried after this time. */
const ACCEPT_RETRY_MS = 50;

interface Thread {
  /** @returns how many it accepted; 0 directly after the call that failed */
  acceptSome(listener: number): number;
  after(milliseconds: number, call: () => void): void;
}

export class Listeners {
  readonly #calls: SystemCalls;
  readonly #epoll: Epoll;
  readonly #thread: Thread;
  readonly #all: number[] = [];

  constructor(calls: SystemCalls, epoll: Epoll, thread: Thread) {
    this.#calls = calls;
    this.#epoll = epoll;
    this.#thread = thread;
  }

  get all(): readonly number[] {
    return this.#all;
  }

  add(listener: number): void {
    this.#all.push(listener);
    this.#watch(listener);
  }

  accept(listener: number): void {
    // EAGAIN: another thread that listens on the same socket was faster.
    if (this.#thread.acceptSome(listener) > 0 || lastError(this.#calls) === "EAGAIN") return;
    this.#epoll.remove(listener);
    this.#thread.after(ACCEPT_RETRY_MS, () => {
      if (this.#all.includes(listener)) this.#watch(listener);
    });
  }

  /**
   * Accepts what is queued. One that is kept open takes connections on: epoll no longer reports them here, and what it
   * had reported here, and therefore to no other process, is accepted.
   * @returns all, to be closed
   */
  stop(keptOpen: readonly number[]): readonly number[] {
    const stopped = this.#all.splice(0);
    for (const listener of stopped) {
      if (keptOpen.includes(listener)) this.#epoll.remove(listener);
      else refuseNew(this.#calls, listener);
      while (this.#thread.acceptSome(listener) > 0);
    }
    return stopped;
  }

  /** Of the threads and processes that wait on one socket, a connection wakes one. */
  #watch(listener: number): void {
    this.#epoll.add(listener, EPOLLIN | EPOLLEXCLUSIVE);
  }
}
