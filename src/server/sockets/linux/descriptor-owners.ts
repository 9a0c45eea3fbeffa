/** Which thread opened which descriptor: if a thread dies, the main thread closes what it left open. */
import { closeSync } from "node:fs";

/** Descriptors at or above this are not tracked. */
const TRACKED = 1 << 20;
const NO_THREAD = 0;

export function descriptorOwnersMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(TRACKED * Uint16Array.BYTES_PER_ELEMENT);
}

export class DescriptorOwners {
  readonly #owners: Uint16Array;

  constructor(memory: SharedArrayBuffer) {
    this.#owners = new Uint16Array(memory);
  }

  take(descriptor: number, thread: number): void {
    this.#owners[descriptor] = thread + 1;
  }

  /** Call before close(): afterwards the kernel may give the number to another thread. */
  release(descriptor: number): void {
    this.#owners[descriptor] = NO_THREAD;
  }

  /** Closes all descriptors that a dead thread left open. @returns how many */
  closeAll(thread: number): number {
    let closed = 0;
    const owner = thread + 1;
    for (let at = this.#owners.indexOf(owner); at >= 0; at = this.#owners.indexOf(owner, at + 1)) {
      this.release(at);
      closeSync(at);
      closed++;
    }
    return closed;
  }
}
