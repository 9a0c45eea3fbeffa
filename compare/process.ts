/** What Linux's /proc says of a process group and of the machine. */
import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ, in which /proc counts processor time: 100 on every Linux that Bun runs on. */
const TICKS_A_SECOND = 100;

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

/** proc_pid_stat(5), from field 3 on: state, parent, group, … */
function statOf(pid: string): readonly string[] {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function membersOf(group: number): readonly string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(statOf(name)[2]) === group);
}

/** User and system time so far. */
export function processorSeconds(group: number): number {
  const ticks = membersOf(group).map((pid) => {
    const stat = statOf(pid);
    return Number(stat[11] ?? 0) + Number(stat[12] ?? 0);
  });
  return ticks.reduce((sum, own) => sum + own, 0) / TICKS_A_SECOND;
}

/** smaps_rollup counts pages; VmRSS of /proc/PID/status lags behind by some a thread. */
export function residentKib(group: number): number {
  const own = membersOf(group).map((pid) =>
    Number(/^Rss:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return own.reduce((sum, kib) => sum + kib, 0);
}

export interface MachineTime {
  readonly total: number;
  readonly idle: number;
  readonly steal: number;
}

/** proc_stat(5): user nice system idle iowait irq softirq steal, in ticks over all cores. */
export function machineTime(): MachineTime {
  const ticks = (textOf("/proc/stat").split("\n")[0] ?? "").split(/\s+/).slice(1, 9).map(Number);
  return {
    total: ticks.reduce((sum, own) => sum + own, 0),
    idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    steal: ticks[7] ?? 0,
  };
}

export function stealBetween(before: MachineTime, after: MachineTime): number {
  return after.total > before.total ? (after.steal - before.steal) / (after.total - before.total) : 0;
}
