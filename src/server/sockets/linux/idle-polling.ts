/** How long a busy thread polls before it sleeps. Times are arguments, in milliseconds. */
// A wake-up costs more than many polls: on a virtual machine 50 µs of CPU time, as much as several requests.
//
// The window grows and shrinks like that of the Linux kernel's halt polling (Documentation/virt/kvm/halt-polling.rst):
// it grows while work arrives soon, and shrinks to nothing otherwise. The thread yields its CPU at each poll, and stops
// polling for a while if another process keeps the CPU: the scheduler makes a thread that yields wait longer than one
// that slept.
const FIRST_MS = 0.01;

/** A program that waits for I/O returns the CPU within this; one that computes uses its whole time slice. */
const KEPT_MS = 1;
/** If yields cost over 500 ms in one second, stop polling for 1 s, doubling up to 32 s while it recurs. */
const LOST_MS = 500;
const SECOND_MS = 1_000;
const FIRST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 32_000;

export class IdlePolling {
  readonly #mostMs: number;
  #windowMs = 0;
  #second = Number.NEGATIVE_INFINITY;
  #lostMs = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  /** @param mostMs the longest window; 0 disables polling */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Until when to poll; `now` for not at all. */
  until(now: number): number {
    return now < this.#pausedUntil ? now : now + this.#windowMs;
  }

  /** Polling found nothing, and the thread slept. @param idleMs both together; infinite if nothing came at all */
  slept(idleMs: number): void {
    if (idleMs > this.#mostMs) this.#windowMs = this.#windowMs > FIRST_MS ? this.#windowMs / 2 : 0;
    else this.#windowMs = Math.min(this.#mostMs, Math.max(FIRST_MS, 2 * this.#windowMs));
  }

  /** Between two polls the thread yielded its CPU. */
  yielded(from: number, to: number): void {
    const tookMs = to - from;
    if (tookMs < KEPT_MS) return;
    if (from - this.#second > SECOND_MS) {
      this.#second = from;
      this.#lostMs = 0;
    }
    this.#lostMs += tookMs;
    if (this.#lostMs < LOST_MS) return;
    const isAgain = to - this.#pausedUntil < SECOND_MS;
    this.#pauseMs = isAgain ? Math.min(MOST_PAUSE_MS, 2 * this.#pauseMs) : FIRST_PAUSE_MS;
    this.#pausedUntil = to + this.#pauseMs;
    this.#lostMs = 0;
  }
}
