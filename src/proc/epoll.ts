/** Linux's epoll for a thread's own sockets: which are watched for which events, and which are ready (epoll(7)). */
import { openLibc } from "./libc.ts";

const SIGNATURES = {
  epoll_create1: { args: ["i32"], returns: "i32" },
  epoll_ctl: { args: ["i32", "i32", "i32", "buffer"], returns: "i32" },
  epoll_wait: { args: ["i32", "buffer", "i32", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
} as const;

type EpollCalls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

const EPOLL_CLOEXEC = 0o2000000;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
export const EPOLLIN = 1;
export const EPOLLOUT = 4;
const EPOLLERR = 8;
const EPOLLHUP = 16;
const EPOLLRDHUP = 0x2000;
const EPOLLET = 0x8000_0000;
/** The peer sends no more, or the connection has failed. */
export const ENDED = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

/** Ready events of one wait at most. */
const MAX_EVENTS = 1024;
/** A struct epoll_event in 32-bit words, and which of them holds the descriptor: on x86-64 it is packed. */
const [EVENT_WORDS, DESCRIPTOR_WORD] = process.arch === "x64" ? [3, 1] : [4, 2];

export class Epoll {
  readonly #calls: EpollCalls;
  readonly descriptor: number;
  // Over buffers of their own: the engine may move the bytes of a small typed array during a call.
  readonly #ready = new Uint32Array(new ArrayBuffer(MAX_EVENTS * EVENT_WORDS * 4));
  readonly #event = new Uint32Array(new ArrayBuffer(EVENT_WORDS * 4));

  private constructor(calls: EpollCalls, descriptor: number) {
    this.#calls = calls;
    this.descriptor = descriptor;
  }

  /** Undefined on other systems, or if no descriptor is left. */
  static open(): Epoll | undefined {
    const calls = openLibc(SIGNATURES);
    const descriptor = calls?.epoll_create1(EPOLL_CLOEXEC) ?? -1;
    return calls === undefined || descriptor < 0 ? undefined : new Epoll(calls, descriptor);
  }

  /**
   * From now on `descriptor` is watched for everything until it is closed, edge-triggered: it is reported once when data
   * arrives, when it ends, and when it is writable after a send that the kernel did not take. A level-triggered wait
   * would look at each reported socket a second time.
   * @returns whether it could be
   */
  add(descriptor: number): boolean {
    return this.#control(EPOLL_CTL_ADD, descriptor);
  }

  /** What is ready now is reported once more. */
  again(descriptor: number): void {
    this.#control(EPOLL_CTL_MOD, descriptor);
  }

  /** It is no longer watched. */
  remove(descriptor: number): void {
    this.#control(EPOLL_CTL_DEL, descriptor);
  }

  /** @returns how many descriptors are ready; 0 also after a signal */
  wait(milliseconds: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.descriptor, this.#ready, MAX_EVENTS, milliseconds));
  }

  /** @param at below what the wait returned */
  descriptorAt(at: number): number {
    return this.#ready[at * EVENT_WORDS + DESCRIPTOR_WORD] as number;
  }

  eventsAt(at: number): number {
    return this.#ready[at * EVENT_WORDS] as number;
  }

  close(): void {
    this.#calls.close(this.descriptor);
  }

  #control(operation: number, descriptor: number): boolean {
    this.#event[0] = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    this.#event[DESCRIPTOR_WORD] = descriptor;
    return this.#calls.epoll_ctl(this.descriptor, operation, descriptor, this.#event) === 0;
  }
}
