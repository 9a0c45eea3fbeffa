/** What a thread measures of itself: processor time, how fine its clock is, how well its timers keep time. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const NS_A_MS = 1e6;

export interface Processor {
  readonly cpuMs: number;
  readonly waitedForCpuMs: number;
}

/** Of this thread, since it began; undefined where there is no /proc. */
export function readProcessor(): Processor | undefined {
  try {
    const [ran = 0, waited = 0] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ").map(Number);
    return { cpuMs: ran / NS_A_MS, waitedForCpuMs: waited / NS_A_MS };
  } catch {
    return undefined;
  }
}

/** The least step that the clock was seen to make. */
export function measureClockResolutionNs(): number {
  let least = Number.POSITIVE_INFINITY;
  let before = performance.now();
  for (let reading = 0; reading < 20_000; reading++) {
    const now = performance.now();
    if (now > before) least = Math.min(least, now - before);
    before = now;
  }
  return Math.round(least * NS_A_MS);
}

/** What a timer of one millisecond really takes: the median of some. */
export async function measureTimerMs(): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    await sleep(1);
    took.push(performance.now() - start);
  }
  return took.sort((one, other) => one - other)[4] as number;
}
