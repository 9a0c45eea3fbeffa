/** Random cases, the same ones for the same seed. */

const SHORTEST = 4;
const LONGEST = 260;

/** Marsaglia's xorshift (2003) with shifts 13, 17 and 5: quick, and more than good enough to choose test cases. */
export class RandomCases {
  #state: number;
  readonly #bytes = new Uint8Array(LONGEST);

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) || 1; // neighbouring seeds far apart, and never 0
  }

  /** The next case; short ones are as frequent as long ones. Valid until the next call. */
  next(): Uint8Array {
    const span = 1 << (2 + (this.#word() >>> 29)); // 4 to 512
    const length = Math.min(LONGEST, SHORTEST + ((this.#word() >>> 8) % span));
    for (let at = 0; at < length; at += 2) {
      const word = this.#word() >>> 8; // the low bits are the worst
      this.#bytes[at] = word;
      this.#bytes[at + 1] = word >>> 8;
    }
    return this.#bytes.subarray(0, length);
  }

  #word(): number {
    let word = this.#state;
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    this.#state = word;
    return word >>> 0;
  }
}
