/** A thread's sockets by Linux's epoll, without those of the runtime. */
// One read and one send per segment, no object per chunk, and a few words of memory for a silent connection. The
// thread's JavaScript runs in this loop, and returns to the runtime's loop, with its messages, four times a second and
// when it is woken.
import type { ListenAddress } from "../listen.ts";
import type { SocketHandlers, Sockets } from "../sockets.ts";
import { ChunkViews } from "./chunk-views.ts";
import { EFD_CLOEXEC, EFD_NONBLOCK, EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT } from "./constants.ts";
import type { DescriptorOwners } from "./descriptor-owners.ts";
import { Epoll } from "./epoll.ts";
import { acceptSocket, bytesTaken, type EpollSocket, type SocketOwner } from "./epoll-socket.ts";
import { IdlePolling } from "./idle-polling.ts";
import { openListener } from "./listener.ts";
import { Listeners } from "./listeners.ts";
import { RestingSockets } from "./resting-sockets.ts";
import { opened, type SystemCalls } from "./system-calls.ts";
import { Timers } from "./timers.ts";

const SLICE_MS = 250;
/** Connections that are accepted before the open ones are served again. */
const ACCEPTS = 64;
/** 4,096 requests, whose replies fill one answer: the most that is kept for a client that reads none of them. */
const CHUNK_BYTES = 24_576;

export class EpollSockets<Data> implements Sockets<Data>, SocketOwner<Data> {
  readonly calls: SystemCalls;
  readonly eventfd: number;
  readonly #handlers: SocketHandlers<Data>;
  readonly #owners: DescriptorOwners;
  readonly #thread: number;
  readonly #epoll: Epoll;
  readonly #listeners: Listeners;
  /** By descriptor. */
  readonly #sockets: (EpollSocket<Data> | undefined)[] = [];
  readonly #timers = new Timers();
  readonly #chunk = new ChunkViews(CHUNK_BYTES);
  readonly #polling: IdlePolling;
  readonly #resting = new RestingSockets<Data>((milliseconds, call) => this.after(milliseconds, call));
  #isWoken = false;

  /** @param busyPoll microseconds; see IdlePolling */
  constructor(
    calls: SystemCalls,
    handlers: SocketHandlers<Data>,
    owners: DescriptorOwners,
    thread: number,
    busyPoll: number,
  ) {
    this.calls = calls;
    this.#handlers = handlers;
    this.#owners = owners;
    this.#thread = thread;
    this.#polling = new IdlePolling(busyPoll / 1000);
    this.#epoll = new Epoll(calls);
    this.#own(this.#epoll.descriptor);
    this.#listeners = new Listeners(calls, this.#epoll, {
      acceptSome: (listener) => this.#acceptSome(listener),
      after: (milliseconds, call) => this.after(milliseconds, call),
    });
    this.eventfd = this.#own(opened(calls, calls.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)));
    this.#epoll.add(this.eventfd, EPOLLIN);
    setImmediate(this.#turn);
  }

  listen(place: ListenAddress | number): void {
    this.#listeners.add(this.#own(typeof place === "number" ? place : openListener(this.calls, place)));
  }

  get listeners(): readonly number[] {
    return this.#listeners.all;
  }

  stopListening(keptOpen: readonly number[]): void {
    for (const listener of this.#listeners.stop(keptOpen)) this.#close(listener);
  }

  forEachOpen(call: (socket: EpollSocket<Data>) => void): void {
    for (const socket of this.#sockets) if (socket !== undefined) call(socket);
  }

  after(milliseconds: number, call: () => void): () => void {
    return this.#timers.set(performance.now() + milliseconds, call);
  }

  watch(descriptor: number, events: number): void {
    this.#epoll.change(descriptor, events);
  }

  close(socket: EpollSocket<Data>, error?: Error): void {
    if (socket.isClosed) return;
    socket.isClosed = true;
    this.#sockets[socket.descriptor] = undefined;
    this.#close(socket.descriptor);
    this.#handlers.close(socket, error);
  }

  readonly #turn = (): void => {
    const until = performance.now() + SLICE_MS;
    this.#isWoken = false;
    for (let now = performance.now(); now < until && !this.#isWoken; now = performance.now()) {
      this.#timers.call(now);
      this.#dispatch(this.#epoll.waitUntil(Math.min(until, this.#timers.next), now, this.#polling));
    }
    setImmediate(this.#turn);
  };

  #dispatch(count: number): void {
    let others = 0;
    for (let at = 0; at < count; at++) {
      const socket = this.#sockets[this.#epoll.descriptorAt(at)];
      if (socket === undefined) others++;
      else this.#serve(socket, this.#epoll.eventsAt(at));
    }
    // After the sockets: an accepted one may get the descriptor of one that was closed in this round.
    for (let at = 0; others > 0 && at < count; at++) {
      const descriptor = this.#epoll.descriptorAt(at);
      if (descriptor === this.eventfd) this.#wake();
      else if (this.#listeners.all.includes(descriptor)) this.#listeners.accept(descriptor);
    }
  }

  #serve(socket: EpollSocket<Data>, events: number): void {
    if ((events & EPOLLOUT) !== 0) {
      const before = bytesTaken();
      socket.stopAwaitingWritable();
      this.#handlers.drain(socket);
      if (socket.isAwaitingWritable && bytesTaken() === before) this.#resting.add(socket);
    }
    if ((events & EPOLLIN) !== 0 && !socket.isClosed) {
      const length = this.calls.recv(socket.descriptor, this.#chunk.whole, CHUNK_BYTES, 0);
      if (length > 0) {
        this.#handlers.data(socket, this.#chunk.first(length));
        return;
      }
      if (length === 0) {
        this.#receiveFin(socket);
        return;
      }
    }
    if ((events & (EPOLLERR | EPOLLHUP)) !== 0) this.close(socket, new Error("reset"));
  }

  #receiveFin(socket: EpollSocket<Data>): void {
    if (socket.hasSentFin) {
      this.close(socket);
      return;
    }
    this.#handlers.end(socket);
    socket.pause(); // if it stays open, epoll would report the end of its data again and again
  }

  /** @returns how many were accepted */
  #acceptSome(listener: number): number {
    for (let accepted = 0; accepted < ACCEPTS; accepted++) {
      const socket = acceptSocket<Data>(listener, this);
      if (socket === undefined) return accepted;
      const descriptor = this.#own(socket.descriptor);
      if (!this.#epoll.add(descriptor, EPOLLIN)) {
        this.#close(descriptor); // a socket that cannot be watched would never be served
        continue;
      }
      this.#sockets[descriptor] = socket;
      this.#handlers.open(socket);
    }
    return ACCEPTS;
  }

  /** The main thread has sent a message, which the runtime's loop delivers. */
  #wake(): void {
    this.#isWoken = true;
    this.calls.read(this.eventfd, this.#chunk.whole, 8);
  }

  #own(descriptor: number): number {
    this.#owners.take(descriptor, this.#thread);
    return descriptor;
  }

  #close(descriptor: number): void {
    this.#owners.release(descriptor);
    this.calls.close(descriptor);
  }
}
