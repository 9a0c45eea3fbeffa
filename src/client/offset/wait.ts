/** Waiting until an instant, more exactly than a timer does. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";

/** A timer is late by up to this much; for the rest the event loop turns, and reads what arrives meanwhile. */
const TIMER_MS = 8;

/** A server needs the CPU for less than this; a program that computes keeps it for its whole time slice. */
const KEPT_MS = 1;
/** So often; then the CPU is no longer given away. */
const MOST_KEPT = 8;

export class Waiting {
  readonly #yieldCpu: () => void;
  #kept = 0;

  /** @param yieldCpu a server that shares this CPU would not answer while the loop turns: lets it run */
  constructor(yieldCpu: () => void) {
    this.#yieldCpu = yieldCpu;
  }

  /** @param atMs of `performance.now()`. Rejects with the signal's AbortError. */
  async until(atMs: number, signal: AbortSignal | undefined): Promise<void> {
    const sleepMs = Math.floor(atMs - performance.now() - TIMER_MS);
    if (sleepMs > 0) await sleep(sleepMs, undefined, signal && { signal });
    while (performance.now() < atMs) await this.#turn(signal);
  }

  /** Keeps the event loop turning, so that it reads at once what arrives. @param untilMs at the latest */
  async while(isWaiting: () => boolean, untilMs: number): Promise<void> {
    while (isWaiting() && performance.now() < untilMs) await this.#turn(undefined);
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.#kept < MOST_KEPT) {
      const from = performance.now();
      this.#yieldCpu();
      if (performance.now() - from > KEPT_MS) this.#kept++;
    }
    await turn(undefined, signal && { signal });
  }
}
