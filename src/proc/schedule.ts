/** What Linux's scheduler counts of threads: how long each has waited for a processor, and whether it wants one now. */
import { listProc, readProc } from "./proc-file.ts";

const NANOSECONDS = 1e9;

export interface Schedule {
  /** Seconds by the thread's id; undefined where the kernel does not count them (CONFIG_SCHED_INFO). */
  readonly waitedSeconds: ReadonlyMap<number, number> | undefined;
  /** A thread is running, or waits for a processor. */
  readonly isRunnable: boolean;
}

/** Of all threads of these processes. */
export function scheduleOf(pids: readonly number[]): Schedule {
  const waited = new Map<number, number>();
  let isRunnable = false;
  for (const pid of pids) {
    for (const thread of listProc(`${pid}/task`)) {
      const task = `${pid}/task/${thread}`;
      // schedstat is `ran waited slices`, in nanoseconds.
      const [, nanoseconds] = readProc(`${task}/schedstat`)?.split(" ") ?? [];
      if (nanoseconds !== undefined) waited.set(Number(thread), Number(nanoseconds) / NANOSECONDS);
      // proc_pid_stat(5): the state follows the name, which is in parentheses.
      const stat = readProc(`${task}/stat`) ?? "";
      if (stat.slice(stat.lastIndexOf(")") + 2).startsWith("R")) isRunnable = true;
    }
  }
  return { waitedSeconds: waited.size === 0 ? undefined : waited, isRunnable };
}
