/** How many requests each address may make, over all threads: a number per second, and a burst. */
// A token bucket, kept as the moment at which it is full again (the generic cell rate algorithm, ITU-T I.371). An
// address whose bucket is full needs no entry, which keeps the table at one size, whatever the number of addresses.
import { type AddressKey, hashOf } from "./address.ts";
import { Lock } from "./lock.ts";

/** Buckets that are not full; beyond that number some are forgotten early, and their address gets a new burst. */
const ENTRIES = 65_536;
/** An address may be in any of so many entries in a row. */
const WAYS = 8;
const ENTRY_BYTES = Float64Array.BYTES_PER_ELEMENT + 2 * Int32Array.BYTES_PER_ELEMENT;
/** The lock, and padding that aligns the entries. */
const HEAD_BYTES = 8;

export interface RequestRate {
  readonly requestRate: number;
  readonly requestBurst: number;
}

export interface Grant {
  /** Tokens: one a request. */
  readonly count: number;
  /** When they may be answered: now, or later. */
  readonly at: number;
}

/** Minimum wait: each wake-up releases 50 ms worth of requests. */
const MIN_WAIT_MS = 50;

/** Of a token: the error that sums of fractions of milliseconds may have. */
const ROUNDING = 1e-6;

export function rateLimiterMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + ENTRIES * ENTRY_BYTES);
}

export class RateLimiter {
  readonly #keys: Int32Array;
  /** When the bucket of each entry is full again, in milliseconds; an entry whose time is past is free. */
  readonly #fullAt: Float64Array;
  readonly #lock: Lock;
  /** Milliseconds in which one token is added, and in which an empty bucket fills. */
  readonly #cost: number;
  readonly #depth: number;
  readonly #batch: number;

  constructor(memory: SharedArrayBuffer, rate: RequestRate, thread: number) {
    this.#lock = new Lock(new Int32Array(memory, 0, 1), thread);
    this.#fullAt = new Float64Array(memory, HEAD_BYTES, ENTRIES);
    this.#keys = new Int32Array(memory, HEAD_BYTES + this.#fullAt.byteLength, 2 * ENTRIES);
    this.#cost = 1000 / rate.requestRate;
    this.#depth = rate.requestBurst * this.#cost;
    this.#batch = Math.min(rate.requestBurst, Math.max(1, Math.floor(MIN_WAIT_MS / this.#cost)));
  }

  /**
   * Takes up to `wanted` tokens, and at least 1, from the address's bucket. If it is empty, takes those that will have
   * been added by `at`.
   * @param now monotonic milliseconds, the same for all threads
   */
  take(key: AddressKey, wanted: number, now: number): Grant {
    return this.#lock.hold(() => {
      const entry = this.#entryOf(key, now);
      const fullAt = Math.max(this.#fullAt[entry] as number, now);
      const left = Math.floor((this.#depth - (fullAt - now)) / this.#cost + ROUNDING);
      const count = Math.min(wanted, left >= 1 ? left : this.#batch);
      const nextFullAt = fullAt + count * this.#cost;
      this.#write(entry, key, nextFullAt);
      return { count, at: left >= 1 ? now : nextFullAt - this.#depth };
    });
  }

  /** Puts back tokens that were taken and not used. */
  giveBack(key: AddressKey, count: number): void {
    this.#lock.hold(() => {
      const entry = this.#find(key);
      if (entry !== undefined) this.#fullAt[entry] = (this.#fullAt[entry] as number) - count * this.#cost;
    });
  }

  /** Tokens that a dead thread took are added again by time alone. */
  abandon(thread: number): void {
    this.#lock.abandon(thread);
  }

  #find(key: AddressKey): number | undefined {
    const row = rowOf(key);
    for (let entry = row; entry < row + WAYS; entry++) {
      if (this.#keys[2 * entry] === key.high && this.#keys[2 * entry + 1] === key.low) return entry;
    }
    return undefined;
  }

  /** The address's entry; if it has none, a free one, or that of the fullest bucket, which is forgotten. */
  #entryOf(key: AddressKey, now: number): number {
    const found = this.#find(key);
    if (found !== undefined) return found;
    const row = rowOf(key);
    let fullest = row;
    for (let entry = row + 1; entry < row + WAYS; entry++) {
      if ((this.#fullAt[entry] as number) < (this.#fullAt[fullest] as number)) fullest = entry;
    }
    this.#write(fullest, key, now);
    return fullest;
  }

  #write(entry: number, key: AddressKey, fullAt: number): void {
    this.#keys[2 * entry] = key.high;
    this.#keys[2 * entry + 1] = key.low;
    this.#fullAt[entry] = fullAt;
  }
}

/** What the connections of a thread need to wait for their tokens. */
export interface RateLimit {
  readonly limiter: RateLimiter;
  /** Monotonic milliseconds, the same for all threads. */
  now(): number;
  /** Calls `act` after so many milliseconds. @returns cancels the call */
  after(milliseconds: number, act: () => void): () => void;
}

/** The first of the entries that may hold the address. */
function rowOf(key: AddressKey): number {
  return hashOf(key) & (ENTRIES - WAYS);
}
