/** What Linux's /proc shows of a process group and of the machine. */

import { readProc } from "../src/proc/proc-file.ts";
import type { ProcessStat } from "../src/proc/process.ts";
import { allStats } from "../src/proc/process-tree.ts";

/** User and system time of its processes so far. */
export function processorSeconds(group: number): number {
  return membersOf(group).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** smaps_rollup counts pages; VmRSS of /proc/PID/status lags by some per thread. */
export function residentKib(group: number): number {
  const own = membersOf(group).map(({ pid }) =>
    Number(/^Rss:\s+(\d+) kB$/m.exec(readProc(`${pid}/smaps_rollup`) ?? "")?.[1] ?? 0),
  );
  return own.reduce((sum, kib) => sum + kib, 0);
}

function membersOf(group: number): readonly ProcessStat[] {
  return allStats().filter((stat) => stat.group === group);
}

export interface MachineTime {
  readonly total: number;
  readonly idle: number;
  readonly steal: number;
}

/** proc_stat(5): user nice system idle iowait irq softirq steal, in ticks over all cores. */
export function machineTime(): MachineTime {
  const ticks = ((readProc("stat") ?? "").split("\n")[0] ?? "").split(/\s+/).slice(1, 9).map(Number);
  return {
    total: ticks.reduce((sum, own) => sum + own, 0),
    idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    steal: ticks[7] ?? 0,
  };
}

export function stealBetween(before: MachineTime, after: MachineTime): number {
  return after.total > before.total ? (after.steal - before.steal) / (after.total - before.total) : 0;
}
