/** How many submissions may be judged at once, from how late the judges' timers run. Pure. */

/** So many in time for each job at once, before one more is tried. */
const ROUNDS = 4;

export class Pace {
  /** At least 1. */
  jobs: number;
  /** One less than the lowest number that was too many. */
  #most: number;
  #inTime = 0;

  constructor(jobs: number) {
    this.jobs = jobs;
    this.#most = jobs;
  }

  /** A judge's timers ran late. @returns whether fewer run from now on */
  late(): boolean {
    const before = this.jobs;
    this.#most = Math.max(1, Math.min(this.#most, before - 1));
    this.jobs = Math.max(1, Math.floor(before / 2));
    this.#inTime = 0;
    return this.jobs < before;
  }

  inTime(): void {
    this.#inTime += 1;
    if (this.#inTime < ROUNDS * this.jobs) return;
    this.#inTime = 0;
    this.jobs = Math.min(this.jobs + 1, this.#most);
  }
}
