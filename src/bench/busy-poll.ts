/** Whether a load thread polls before it sleeps: as long as polling finds replies often enough. Knows no clock. */
// A thread that sleeps costs a wake-up, its own and the server's time to send it: on a virtual machine as much as ten
// requests. A server on another core usually replies sooner than that. If it shares the core, polling finds nothing.

/** Idle periods that are judged together, and how many of them must have ended by polling. */
const JUDGED = 16;
const FEWEST_FOUND = 4;
/** Idle periods without polling if too few did. */
const SKIPPED = 128;

export class BusyPoll {
  /** How long one idle period is polled, in milliseconds. */
  static readonly WINDOW_MS = 0.05;
  #left = JUDGED;
  #found = 0;
  #skip = 0;

  /** Asked once in each idle period. */
  get isWorthwhile(): boolean {
    if (this.#skip === 0) return true;
    this.#skip--;
    return false;
  }

  /** An idle period was polled. @param found whether something came meanwhile */
  polled(found: boolean): void {
    if (found) this.#found++;
    if (--this.#left > 0) return;
    if (this.#found < FEWEST_FOUND) this.#skip = SKIPPED;
    this.#left = JUDGED;
    this.#found = 0;
  }
}
