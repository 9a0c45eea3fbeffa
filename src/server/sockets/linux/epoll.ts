/** Linux's epoll: which descriptors are watched for which events, and which are ready (epoll(7), level-triggered). */
import { EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD } from "./constants.ts";
import type { IdlePolling } from "./idle-polling.ts";
import { opened, type SystemCalls, stable } from "./system-calls.ts";

/** Ready events of one wait at most. */
const MAX_EVENTS = 512;

/** A struct epoll_event in 32-bit words, and which of them holds the descriptor: on x86-64 it is packed. */
const [EVENT_WORDS, DESCRIPTOR_WORD] = process.arch === "x64" ? [3, 1] : [4, 2];

export class Epoll {
  readonly descriptor: number;
  readonly #calls: SystemCalls;
  readonly #ready = new Uint32Array(stable(MAX_EVENTS * EVENT_WORDS * 4));
  readonly #event = new Uint32Array(stable(EVENT_WORDS * 4));

  constructor(calls: SystemCalls) {
    this.#calls = calls;
    this.descriptor = opened(calls, calls.epoll_create1(EPOLL_CLOEXEC));
  }

  /**
   * From now on `descriptor` is watched for `events`, until it is closed.
   * @returns false at the limit of watches per user (epoll(7), max_user_watches)
   */
  add(descriptor: number, events: number): boolean {
    return this.#control(EPOLL_CTL_ADD, descriptor, events);
  }

  change(descriptor: number, events: number): void {
    this.#control(EPOLL_CTL_MOD, descriptor, events);
  }

  /** Needed before a close if another process has the same socket: epoll would go on reporting it (epoll(7)). */
  remove(descriptor: number): void {
    this.#control(EPOLL_CTL_DEL, descriptor, 0);
  }

  /**
   * Polls for as long as `polling` says, yielding between polls, and then sleeps until `due` at the latest.
   * @param now of performance.now(), as is `due`
   * @returns how many descriptors are ready; 0 also after a signal
   */
  waitUntil(due: number, now: number, polling: IdlePolling): number {
    const pollUntil = Math.min(due, polling.until(now));
    let at = now;
    while (at < pollUntil) {
      const count = this.#wait(0);
      if (count > 0) return count;
      const from = at;
      this.#calls.sched_yield();
      at = performance.now();
      polling.yielded(from, at);
    }
    const count = this.#wait(Math.max(0, Math.ceil(due - at)));
    polling.slept(count > 0 ? performance.now() - now : Number.POSITIVE_INFINITY);
    return count;
  }

  /** @param at below what the wait returned */
  descriptorAt(at: number): number {
    return this.#ready[at * EVENT_WORDS + DESCRIPTOR_WORD] as number;
  }

  eventsAt(at: number): number {
    return this.#ready[at * EVENT_WORDS] as number;
  }

  #wait(milliseconds: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.descriptor, this.#ready, MAX_EVENTS, milliseconds));
  }

  #control(operation: number, descriptor: number, events: number): boolean {
    this.#event[0] = events;
    this.#event[DESCRIPTOR_WORD] = descriptor;
    return this.#calls.epoll_ctl(this.descriptor, operation, descriptor, this.#event) === 0;
  }
}
