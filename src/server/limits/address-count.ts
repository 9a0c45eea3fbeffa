/** How many connections each address has open over all threads, counted exactly, and whether one more may enter. */
// A hash table in shared memory with an entry for each address and thread: the entries of a dead thread can be found.
// There are never more entries than connections.
import { type AddressKey, hashOf } from "./address.ts";
import type { ConnectionCount } from "./connection-count.ts";
import { Lock } from "./lock.ts";

const [LOCK, LIMIT, HEAD] = [0, 1, 2];
/** The cells of an entry. A count of 0 is an empty entry. */
const [HIGH, LOW, THREAD, COUNT, ENTRY] = [0, 1, 2, 3, 4];

/** @param connections that can be open at once; half of the table stays empty to keep searches short */
export function addressCountMemory(connections: number): SharedArrayBuffer {
  const entries = 2 ** Math.ceil(Math.log2(2 * connections + 1));
  return new SharedArrayBuffer((HEAD + entries * ENTRY) * Int32Array.BYTES_PER_ELEMENT);
}

/** Why there is no slot; also the names of the counters. */
export type NoSlot = "full" | "address-full";

export class AddressCount {
  readonly #cells: Int32Array;
  readonly #connections: ConnectionCount;
  readonly #lock: Lock;
  /** Entries less one; their number is a power of two. */
  readonly #mask: number;

  constructor(memory: SharedArrayBuffer, connections: ConnectionCount, thread: number) {
    this.#cells = new Int32Array(memory);
    this.#connections = connections;
    this.#lock = new Lock(this.#cells.subarray(LOCK, LOCK + 1), thread);
    this.#mask = (this.#cells.length - HEAD) / ENTRY - 1;
  }

  /** Connections of an address at most; 0 is no limit. */
  set limit(connections: number) {
    Atomics.store(this.#cells, LIMIT, connections);
  }

  /** The most connections that the table can count. */
  get capacity(): number {
    return this.#mask >>> 1;
  }

  /** Connections of an address. */
  open(key: AddressKey): number {
    return this.#lock.hold(() => this.#find(key, 0).open);
  }

  /**
   * Takes a slot for a connection of `thread`, both of the address and of all.
   * @param hasEntered whether it has that of all already
   */
  enter(key: AddressKey, thread: number, hasEntered = false): NoSlot | undefined {
    return this.#lock.hold(() => {
      const { open, entry } = this.#find(key, thread);
      const limit = Atomics.load(this.#cells, LIMIT);
      if (limit > 0 && open >= limit) return "address-full";
      // Only now: a slot that is taken and given back would refuse another connection for a moment.
      if (!hasEntered && !this.#connections.enter(thread)) return "full";
      this.#write(entry, key, thread);
      return undefined;
    });
  }

  leave(key: AddressKey, thread: number): void {
    this.#lock.hold(() => {
      const { entry } = this.#find(key, thread);
      this.#cells[entry + COUNT] = this.#at(entry + COUNT) - 1;
      if (this.#at(entry + COUNT) === 0) this.#close(entry);
      this.#connections.leave(thread);
    });
  }

  /** Frees what a thread held when it died, except in the count of all connections, which frees its own. */
  abandon(thread: number): void {
    this.#lock.abandon(thread);
    this.#lock.hold(() => {
      for (let index = 0; index <= this.#mask; index++) {
        const entry = HEAD + index * ENTRY;
        // Closing the gap can bring another one here.
        while (this.#at(entry + COUNT) > 0 && this.#at(entry + THREAD) === thread) this.#close(entry);
      }
    });
  }

  /** Connections of the address, and the thread's entry for it: its own, or the empty one to write it to. */
  #find(key: AddressKey, thread: number): { readonly open: number; readonly entry: number } {
    let open = 0;
    let own: number | undefined;
    let entry = this.#home(key);
    for (; this.#at(entry + COUNT) > 0; entry = this.#next(entry)) {
      if (this.#at(entry + HIGH) !== key.high || this.#at(entry + LOW) !== key.low) continue;
      open += this.#at(entry + COUNT);
      if (this.#at(entry + THREAD) === thread) own = entry;
    }
    return { open, entry: own ?? entry };
  }

  #write(entry: number, key: AddressKey, thread: number): void {
    this.#cells[entry + HIGH] = key.high;
    this.#cells[entry + LOW] = key.low;
    this.#cells[entry + THREAD] = thread;
    this.#cells[entry + COUNT] = this.#at(entry + COUNT) + 1;
  }

  /** Empties an entry, and moves up those after it that a search would no longer reach (Knuth 6.4, algorithm R). */
  #close(entry: number): void {
    const distance = (from: number, to: number) => ((to - from) / ENTRY) & this.#mask;
    let gap = entry;
    for (let next = this.#next(gap); this.#at(next + COUNT) > 0; next = this.#next(next)) {
      const home = this.#home({ high: this.#at(next + HIGH), low: this.#at(next + LOW) });
      if (distance(home, next) < distance(gap, next)) continue;
      this.#cells.copyWithin(gap, next, next + ENTRY);
      gap = next;
    }
    this.#cells[gap + COUNT] = 0;
  }

  #home(key: AddressKey): number {
    return HEAD + (hashOf(key) & this.#mask) * ENTRY;
  }

  #next(entry: number): number {
    return HEAD + (((entry - HEAD) / ENTRY + 1) & this.#mask) * ENTRY;
  }

  #at(cell: number): number {
    return this.#cells[cell] as number;
  }
}
