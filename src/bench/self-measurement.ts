/** A thread's measurements of itself: CPU time, clock resolution, timer accuracy. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const NS_PER_MS = 1e6;

export interface Processor {
  readonly cpuMs: number;
  readonly waitedForCpuMs: number;
}

/** Of this thread, since it started; undefined without /proc. */
export function readProcessor(): Processor | undefined {
  try {
    const [ran = 0, waited = 0] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ").map(Number);
    return { cpuMs: ran / NS_PER_MS, waitedForCpuMs: waited / NS_PER_MS };
  } catch {
    return undefined;
  }
}

/** The smallest observed step of the clock. */
export function measureClockResolutionNs(): number {
  let least = Number.POSITIVE_INFINITY;
  let before = performance.now();
  for (let reading = 0; reading < 20_000; reading++) {
    const now = performance.now();
    if (now > before) least = Math.min(least, now - before);
    before = now;
  }
  return Math.round(least * NS_PER_MS);
}

/** The actual duration of a timer of one millisecond: the median of nine. */
export async function measureTimerMs(): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    await sleep(1);
    took.push(performance.now() - start);
  }
  return took.sort((one, other) => one - other)[4] as number;
}
