/** How many submissions may be judged at once, from how late the judges' timers run. Pure. */

/** So many in time for each job at once, before one more is tried. */
const ROUNDS = 1;
/** The same where one more was too many before: another program may have made the machine busy, and ended. */
const CAREFUL_ROUNDS = 8;

export class Pace {
  /** At least 1. */
  jobs: number;
  readonly #asked: number;
  /** The number that was too many the last time. */
  #tooMany: number;
  #inTime = 0;

  constructor(jobs: number) {
    this.jobs = jobs;
    this.#asked = jobs;
    this.#tooMany = jobs + 1;
  }

  /** A judge's timers ran late. @returns whether fewer run from now on */
  late(): boolean {
    const before = this.jobs;
    this.#tooMany = Math.max(2, before);
    this.jobs = Math.max(1, Math.floor(before / 2));
    this.#inTime = 0;
    return this.jobs < before;
  }

  inTime(): void {
    this.#inTime += 1;
    const next = this.jobs + 1;
    const rounds = next < this.#tooMany ? ROUNDS : CAREFUL_ROUNDS;
    if (this.#inTime < rounds * this.jobs) return;
    this.#inTime = 0;
    if (next > this.#asked) return;
    this.jobs = next;
    if (next === this.#tooMany) this.#tooMany = this.#asked + 1;
  }
}
