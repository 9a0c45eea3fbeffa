/** Buffers of equal size for what an io_uring receives: the kernel takes one for each piece, and gets it back later. */
import type { Uring } from "./uring.ts";
import { addressOf, IO_URING_REGISTER, mapMemory, type SharedMemory, writeLong } from "./uring-calls.ts";

const REGISTER_PBUF_RING = 22;
/** A struct io_uring_buf: an address, a length, a number of 16 bits, and 16 bits that only the first one uses. */
const ENTRY_WORDS = 4;
const ENTRY_HALVES = 8;
const NUMBER_HALF = 6;
/** How many buffers were given so far, modulo 2^16. */
const TAIL_HALF = 7;
const REGISTRATION_WORDS = 10;

export class UringBuffers {
  readonly #count: number;
  readonly #size: number;
  readonly #memory: SharedMemory;
  readonly #entries: Int32Array;
  readonly #halves: Uint16Array;
  #given = 0;
  readonly #views: Buffer[] = [];

  private constructor(count: number, size: number, memory: SharedMemory, entries: ArrayBuffer) {
    this.#count = count;
    this.#size = size;
    this.#memory = memory;
    this.#entries = new Int32Array(entries);
    this.#halves = new Uint16Array(entries);
    for (let number = 0; number < count; number++) {
      this.#views.push(Buffer.from(memory.bytes, number * size, size));
      this.giveBack(number);
    }
    this.publish();
  }

  /**
   * The ring's group 0; undefined if the system refuses.
   * @param count a power of two, at most 2^15
   * @param size of each, in bytes
   */
  static open({ calls, descriptor }: Uring, count: number, size: number): UringBuffers | undefined {
    const entries = mapMemory(calls, count * ENTRY_WORDS * 4);
    const memory = mapMemory(calls, count * size);
    if (entries === undefined || memory === undefined) return undefined;
    const registration = new Int32Array(new ArrayBuffer(REGISTRATION_WORDS * 4));
    writeLong(registration, 0, entries.address);
    registration[2] = count;
    const address = addressOf(registration);
    if (calls.syscall(IO_URING_REGISTER, descriptor, REGISTER_PBUF_RING, address, 1, 0, 0) < 0)
      return undefined;
    return new UringBuffers(count, size, memory, entries.bytes);
  }

  /** The first `length` bytes of a buffer, valid until it is given back. */
  view(number: number, length: number): Buffer {
    const last = this.#views[number] as Buffer;
    if (last.length === length) return last;
    const view = Buffer.from(this.#memory.bytes, number * this.#size, length);
    this.#views[number] = view;
    return view;
  }

  /** The kernel may use it again after `publish`. */
  giveBack(number: number): void {
    const at = this.#given & (this.#count - 1);
    writeLong(this.#entries, at * ENTRY_WORDS, this.#memory.address + number * this.#size);
    this.#entries[at * ENTRY_WORDS + 2] = this.#size;
    this.#halves[at * ENTRY_HALVES + NUMBER_HALF] = number;
    this.#given = (this.#given + 1) & 0xffff;
  }

  publish(): void {
    Atomics.store(this.#halves, TAIL_HALF, this.#given);
  }
}
