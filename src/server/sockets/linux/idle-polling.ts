/**
 * How long a thread that was just busy looks for more before it sleeps. To be woken costs it and its peer more than
 * many looks: on a virtual machine 50 µs of processor time, several requests' worth. Knows no clock: times, in
 * milliseconds, are handed in.
 *
 * The window grows and shrinks as that of the Linux kernel's own halt polling (Documentation/virt/kvm/halt-polling.rst):
 * it grows while work comes soon, and is nothing where it does not. A thread gives way to whoever else wants its
 * processor at each look, and looks no more for a while where somebody keeps it: the scheduler lets one wait who was
 * generous, and not one who slept.
 */

const FIRST_MS = 0.01;

/** A program that serves or loads gives the processor back within this; one that computes takes all of its turn. */
const KEPT_MS = 1;
/** Kept for so much of a second, looking is left for a while; longer each time that it is so again at once. */
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

  /** @param mostMs 0 has it sleep at once */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Until when to look; `now` for not at all. */
  until(now: number): number {
    return now < this.#pausedUntil ? now : now + this.#windowMs;
  }

  /** Nothing was found in the window, and it slept. @param idleMs both together; infinite where nothing came at all */
  slept(idleMs: number): void {
    if (idleMs > this.#mostMs) this.#windowMs = this.#windowMs > FIRST_MS ? this.#windowMs / 2 : 0;
    else this.#windowMs = Math.min(this.#mostMs, Math.max(FIRST_MS, 2 * this.#windowMs));
  }

  /** Between looks, it let others have the processor. */
  gaveWay(from: number, to: number): void {
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
