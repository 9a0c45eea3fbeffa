/** Which thread opened which descriptor: where one dies, the main thread closes what it left open. */
import { closeSync } from "node:fs";

/** Descriptors above this are not told of; a process with that many has other worries. */
const MOST = 1 << 20;
const NOBODY = 0;

export function descriptorOwnersMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(MOST * Uint16Array.BYTES_PER_ELEMENT);
}

export class DescriptorOwners {
  readonly #owners: Uint16Array;

  constructor(memory: SharedArrayBuffer) {
    this.#owners = new Uint16Array(memory);
  }

  take(descriptor: number, thread: number): void {
    this.#owners[descriptor] = thread + 1;
  }

  /** To be called before it is closed: behind that its number can be another thread's. */
  release(descriptor: number): void {
    this.#owners[descriptor] = NOBODY;
  }

  /** Closes all that a dead thread left open, and says how many. */
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
