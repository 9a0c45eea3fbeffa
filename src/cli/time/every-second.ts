/** A tick every second that neither drifts nor makes up for missed ticks. */
import { setTimeout as sleep } from "node:timers/promises";

const SECOND_MS = 1000;
/** A timer may fire this much too early without causing a second tick. */
const EARLY_MS = 10;

/** Yields at once, then after each whole second. Throws the signal's AbortError when it is aborted. */
export async function* everySecond(signal: AbortSignal): AsyncGenerator<void, never> {
  const start = performance.now();
  while (true) {
    yield;
    const elapsedMs = performance.now() - start;
    const nextMs = SECOND_MS * (Math.floor((elapsedMs + EARLY_MS) / SECOND_MS) + 1);
    await sleep(nextMs - elapsedMs, undefined, { signal });
  }
}
