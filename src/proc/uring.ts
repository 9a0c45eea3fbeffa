/** Linux's io_uring (io_uring(7)): one system call starts many sends and receives, and waits for what is done. */
import {
  addressOf,
  IO_URING_ENTER,
  IO_URING_SETUP,
  mapRing,
  type UringCalls,
  uringCalls,
  writeLong,
} from "./uring-calls.ts";
import { COMPLETION_WORDS, COMPLETIONS, type Layout, layoutOf, PARAMS, REQUESTS } from "./uring-layout.ts";

const SETUP_CQSIZE = 1 << 3;
const SETUP_SINGLE_ISSUER = 1 << 12;
/** What arrives is processed when this thread waits, all at once, and not in between. */
const SETUP_DEFER_TASKRUN = 1 << 13;
const ENTER_GETEVENTS = 1 << 0;
const ENTER_EXT_ARG = 1 << 3;
const OFF_REQUESTS = 0x10000000;

const POLL_ADD = 6;
const ASYNC_CANCEL = 14;
const SEND = 26;
const RECV = 27;
const BUFFER_SELECT = 1 << 5;
/** Only a failure completes. */
const CQE_SKIP_SUCCESS = 1 << 6;
const RECV_MULTISHOT = 1 << 1;
const POLLIN = 1;
const MSG_NOSIGNAL = 0x4000;
const MSG_WAITALL = 0x100;

const HAS_BUFFER = 1 << 0;
const HAS_MORE = 1 << 1;
const BUFFER_SHIFT = 16;

const REQUEST_WORDS = 16;

/** Belongs to the thread that opened it. */
export class Uring {
  readonly calls: UringCalls;
  readonly descriptor: number;
  readonly #layout: Layout;
  readonly #rings: Int32Array;
  readonly #requests: Int32Array;
  /** How many requests were written, and how many completions taken, so far; modulo 2^32. */
  #written = 0;
  #taken = 0;
  /** A struct __kernel_timespec, and the struct io_uring_getevents_arg that refers to it. */
  readonly #timeout = new Int32Array(new ArrayBuffer(16));
  readonly #argument = new Int32Array(new ArrayBuffer(24));
  readonly #argumentAddress = addressOf(this.#argument);

  private constructor(
    calls: UringCalls,
    descriptor: number,
    layout: Layout,
    rings: ArrayBuffer,
    requests: ArrayBuffer,
  ) {
    this.calls = calls;
    this.descriptor = descriptor;
    this.#layout = layout;
    this.#rings = new Int32Array(rings);
    this.#requests = new Int32Array(requests);
    for (let at = 0; at < REQUESTS; at++) this.#rings[layout.requestOrder + at] = at;
    writeLong(this.#argument, 4, addressOf(this.#timeout));
  }

  /** Undefined on other systems, before Linux 6.1, and where it is forbidden, as in most containers. */
  static open(): Uring | undefined {
    const calls = uringCalls();
    if (calls === undefined) return undefined;
    const params = new Int32Array(new ArrayBuffer(PARAMS.words * 4));
    params[PARAMS.completions] = COMPLETIONS;
    params[PARAMS.flags] = SETUP_CQSIZE | SETUP_SINGLE_ISSUER | SETUP_DEFER_TASKRUN;
    const descriptor = calls.syscall(IO_URING_SETUP, REQUESTS, addressOf(params), 0, 0, 0, 0);
    if (descriptor < 0) return undefined;
    const layout = layoutOf(params);
    const rings = mapRing(calls, descriptor, 0, layout.words * 4);
    const requests = mapRing(calls, descriptor, OFF_REQUESTS, REQUESTS * REQUEST_WORDS * 4);
    if (rings !== undefined && requests !== undefined)
      return new Uring(calls, descriptor, layout, rings.bytes, requests.bytes);
    calls.close(descriptor);
    return undefined;
  }

  /**
   * Sends `length` bytes at `address`, which must stay as they are until they are sent. Completes only if it fails.
   * @param tag with the descriptor, what its completion is recognised by; 32 bits
   */
  send(descriptor: number, tag: number, address: number, length: number): void {
    const at = this.#next(SEND | (CQE_SKIP_SUCCESS << 8), descriptor, tag);
    writeLong(this.#requests, at + 4, address);
    this.#requests[at + 6] = length;
    this.#requests[at + 7] = MSG_NOSIGNAL | MSG_WAITALL;
  }

  /** Receives until the end, or until no buffer of group 0 is left: one completion for each piece. */
  receive(descriptor: number, tag: number): void {
    this.#next(RECV | (BUFFER_SELECT << 8) | (RECV_MULTISHOT << 16), descriptor, tag);
  }

  /** Completes once, when the descriptor is readable. */
  poll(descriptor: number, tag: number): void {
    const at = this.#next(POLL_ADD, descriptor, tag);
    this.#requests[at + 7] = POLLIN;
  }

  /** Ends the request with that tag; its own completion, if it failed, has the tag `ownTag`. */
  cancel(descriptor: number, tag: number, ownTag: number): void {
    const at = this.#next(ASYNC_CANCEL | (CQE_SKIP_SUCCESS << 8), descriptor, ownTag);
    this.#requests[at + 4] = descriptor;
    this.#requests[at + 5] = tag;
  }

  /** Starts what was requested. A descriptor may be closed only after that. */
  start(): void {
    this.#enter(0, 0);
  }

  /** Starts what was requested and waits for a completion. @returns how many there are */
  wait(milliseconds: number): number {
    this.#enter(milliseconds > 0 ? 1 : 0, milliseconds);
    return (Atomics.load(this.#rings, this.#layout.completionTail) - this.#taken) | 0;
  }

  /** @param at below what the wait returned, as in the functions below */
  descriptorAt(at: number): number {
    return this.#rings[this.#completionAt(at)] as number;
  }

  tagAt(at: number): number {
    return this.#rings[this.#completionAt(at) + 1] as number;
  }

  /** As the system call would return it, with an error as its negative number. */
  resultAt(at: number): number {
    return this.#rings[this.#completionAt(at) + 2] as number;
  }

  /** The buffer that it fills, or -1. */
  bufferAt(at: number): number {
    const flags = this.#rings[this.#completionAt(at) + 3] as number;
    return (flags & HAS_BUFFER) === 0 ? -1 : flags >>> BUFFER_SHIFT;
  }

  /** Whether more completions of the same request follow. */
  hasMore(at: number): boolean {
    return ((this.#rings[this.#completionAt(at) + 3] as number) & HAS_MORE) !== 0;
  }

  /** The first `count` completions were read. */
  take(count: number): void {
    this.#taken = (this.#taken + count) | 0;
    Atomics.store(this.#rings, this.#layout.completionHead, this.#taken);
  }

  close(): void {
    this.calls.close(this.descriptor);
  }

  #completionAt(at: number): number {
    return this.#layout.completions + ((this.#taken + at) & (COMPLETIONS - 1)) * COMPLETION_WORDS;
  }

  /** @returns where the request begins, in words; those that not every request has are 0 */
  #next(operation: number, descriptor: number, tag: number): number {
    if (this.#waiting() === REQUESTS) this.start();
    const at = (this.#written & (REQUESTS - 1)) * REQUEST_WORDS;
    this.#written = (this.#written + 1) | 0;
    const requests = this.#requests;
    requests[at] = operation;
    requests[at + 1] = descriptor;
    requests[at + 4] = 0;
    requests[at + 5] = 0;
    requests[at + 6] = 0;
    requests[at + 7] = 0;
    requests[at + 8] = descriptor;
    requests[at + 9] = tag;
    return at;
  }

  /** Requests that the kernel has not read. */
  #waiting(): number {
    return (this.#written - Atomics.load(this.#rings, this.#layout.requestHead)) | 0;
  }

  #enter(fewest: number, milliseconds: number): void {
    Atomics.store(this.#rings, this.#layout.requestTail, this.#written);
    this.#timeout[0] = milliseconds / 1000;
    this.#timeout[2] = (milliseconds % 1000) * 1e6;
    const { calls, descriptor } = this;
    const flags = ENTER_GETEVENTS | ENTER_EXT_ARG;
    calls.syscall(IO_URING_ENTER, descriptor, this.#waiting(), fewest, flags, this.#argumentAddress, 24);
  }
}
