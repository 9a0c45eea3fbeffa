/** Whether time requests are refused (CLOCK-2), in memory that the main thread writes and the serving threads read. */

export function refusalMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

export class RefusalSwitch {
  readonly #cell: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#cell = new Int32Array(memory);
  }

  get isOn(): boolean {
    return Atomics.load(this.#cell, 0) === 1;
  }

  set isOn(value: boolean) {
    Atomics.store(this.#cell, 0, value ? 1 : 0);
  }
}
