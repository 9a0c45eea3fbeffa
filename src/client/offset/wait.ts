/** Waiting until an instant, more exactly than a timer does. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";

/** A timer is late by up to this much; for the rest the event loop turns, and reads what arrives meanwhile. */
const TIMER_MS = 8;

/** @param atMs of `performance.now()`. Rejects with the signal's AbortError. */
export async function waitUntil(atMs: number, signal: AbortSignal | undefined): Promise<void> {
  const sleepMs = Math.floor(atMs - performance.now() - TIMER_MS);
  if (sleepMs > 0) await sleep(sleepMs, undefined, signal && { signal });
  while (performance.now() < atMs) await turn(undefined, signal && { signal });
}

/** Keeps the event loop turning, so that it reads at once what arrives. @param untilMs at the latest */
export async function turnUntil(untilMs: number, isOver: () => boolean): Promise<void> {
  while (!isOver() && performance.now() < untilMs) await turn();
}
