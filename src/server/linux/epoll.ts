/** Linux's epoll: which descriptors are watched for what, and what was seen of them (epoll(7), level-triggered). */
import { EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CTL_MOD } from "./constants.ts";
import { type SystemCalls, stable } from "./system-calls.ts";

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
    this.descriptor = calls.epoll_create1(EPOLL_CLOEXEC);
  }

  /** From now on `descriptor` is watched for `events`, until it is closed. */
  add(descriptor: number, events: number): void {
    this.#control(EPOLL_CTL_ADD, descriptor, events);
  }

  change(descriptor: number, events: number): void {
    this.#control(EPOLL_CTL_MOD, descriptor, events);
  }

  /** @returns how many descriptors were seen; 0 also when a signal came */
  wait(milliseconds: number): number {
    return Math.max(0, this.#calls.epoll_wait(this.descriptor, this.#seen, SIGHTINGS, milliseconds));
  }

  /** @param at below what `wait` returned */
  descriptorAt(at: number): number {
    return this.#seen[at * EVENT_WORDS + DESCRIPTOR_WORD] as number;
  }

  eventsAt(at: number): number {
    return this.#seen[at * EVENT_WORDS] as number;
  }

  #control(operation: number, descriptor: number, events: number): void {
    this.#event[0] = events;
    this.#event[DESCRIPTOR_WORD] = descriptor;
    this.#calls.epoll_ctl(this.descriptor, operation, descriptor, this.#event);
  }
}
