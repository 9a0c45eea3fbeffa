/** Whether a server spins: the processor time that it used, against what it could get on this machine. */

/** Of all processes of the server. */
export interface CpuTimes {
  readonly usedSeconds: number;
  /** How long each thread has waited for a processor, by the thread's id; undefined where that cannot be seen. */
  readonly waitedSeconds: ReadonlyMap<number, number> | undefined;
  /** A thread is running now, or waits for a processor. */
  readonly isRunnable: boolean;
}

/** What of a core counts as spinning. */
const SPIN_SHARE = 0.2;
const FIRST_MS = 1_000;
const MORE_MS = 250;
/** On a busy machine, until enough is seen. */
const LONGEST_MS = 10_000;
/** Processor time that it could have got, from which its share is known well enough. */
const ENOUGH_SECONDS = 0.2;

/** Its share in percent if it spins, `calm` if it does not, and `machine-too-busy` where neither is certain. */
export async function judgeSpinning(
  read: () => CpuTimes | undefined,
): Promise<number | "calm" | "machine-too-busy"> {
  const before = read();
  const startedAt = performance.now();
  for (let pauseMs = FIRST_MS; performance.now() - startedAt < LONGEST_MS; pauseMs = MORE_MS) {
    await Bun.sleep(pauseMs);
    const now = read();
    if (before === undefined || now === undefined) return "calm";
    const wall = (performance.now() - startedAt) / 1000;
    const used = Math.max(0, now.usedSeconds - before.usedSeconds);
    const available = Math.max(used, wall - waitedBetween(before, now));
    if (used / wall >= SPIN_SHARE) return percent(used / wall);
    const share = used / available;
    if (share >= SPIN_SHARE && available >= ENOUGH_SECONDS) return percent(share);
    // A thread that waits right now may have waited all the time: the system counts it when it runs again.
    if (share < SPIN_SHARE && available >= wall / 2 && !now.isRunnable) return "calm";
  }
  return "machine-too-busy";
}

function waitedBetween({ waitedSeconds: before }: CpuTimes, { waitedSeconds: now }: CpuTimes): number {
  let sum = 0;
  for (const [thread, seconds] of now ?? []) sum += seconds - (before?.get(thread) ?? 0);
  return sum;
}

function percent(share: number): number {
  return Math.round(share * 100);
}
