/** Linux's epoll: which descriptors are watched for what, and what was seen of them (epoll(7), level-triggered). */
import { EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CTL_MOD } from "./constants.ts";
import type { IdlePolling } from "./idle-polling.ts";
import { opened, type SystemCalls, stable } from "./system-calls.ts";

/** Sightings of one wait at most. */
const SIGHTINGS = 512;

/** A struct epoll_event in 32-bit words, and which of them holds the descriptor: on x86-64 it is packed. */
const [EVENT_WORDS, DESCRIPTOR_WORD] = process.arch === "x64" ? [3, 1] : [4, 2];

export class Epoll {
  readonly descriptor: number;
  readonly #calls: SystemCalls;
  readonly #seen = new Uint32Array(stable(SIGHTINGS * EVENT_WORDS * 4));
  readonly #event = new Uint32Array(stable(EVENT_WORDS * 4));

  constructor(calls: SystemCalls) {
    this.#calls = calls;
    this.descriptor = opened(calls, calls.epoll_create1(EPOLL_CLOEXEC));
  }

  /**
   * From now on `descriptor` is watched for `events`, until it is closed.
   * @returns whether that could be: a user's watches have a limit (epoll(7), max_user_watches)
   */
  add(descriptor: number, events: number): boolean {
    return this.#control(EPOLL_CTL_ADD, descriptor, events);
  }

  change(descriptor: number, events: number): void {
    this.#control(EPOLL_CTL_MOD, descriptor, events);
  }

  /**
   * Looks for as long as `polling` says, giving way between looks, and then sleeps, until `due` at the latest.
   * @param now both as of performance.now()
   * @returns how many descriptors were seen; 0 also when a signal came
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
      polling.gaveWay(from, at);
    }
    const count = this.#wait(Math.max(0, Math.ceil(due - at)));
    polling.slept(count > 0 ? performance.now() - now : Number.POSITIVE_INFINITY);
    return count;
  }

  /** @param at below what the wait returned */
  descriptorAt(at: number): number {
    return this.#seen[at * EVENT_WORDS + DESCRIPTOR_WORD] as number;
  }

  eventsAt(at: number): number {
    return this.#seen[at * EVENT_WORDS] as number;
  }

  #wait(milliseconds: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.descriptor, this.#seen, SIGHTINGS, milliseconds));
  }

  #control(operation: number, descriptor: number, events: number): boolean {
    this.#event[0] = events;
    this.#event[DESCRIPTOR_WORD] = descriptor;
    return this.#calls.epoll_ctl(this.descriptor, operation, descriptor, this.#event) === 0;
  }
}
