/** What Linux's /proc tells of a process and all that it started. */
import { readdirSync, readFileSync } from "node:fs";

/** Kernel ticks a second (USER_HZ), which Linux fixes at 100 for user space, proc(5). */
const TICKS_A_SECOND = 100;

export interface TreeUsage {
  readonly cpuSeconds: number;
  readonly memoryKib: number;
  readonly threads: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly cpuSeconds: number;
  readonly threads: number;
}

/** The process, its descendants, and what is left of its group; itself first. */
export function treeOf(root: number): readonly number[] {
  const stats = allStats();
  const tree = new Set(
    stats.filter(({ pid, group }) => pid === root || group === root).map(({ pid }) => pid),
  );
  for (let before = -1; before !== tree.size; ) {
    before = tree.size;
    for (const { pid, parent } of stats) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** Those that have not ended. */
export function runningOf(pids: readonly number[]): readonly number[] {
  return pids.filter((pid) => statOf(pid) !== undefined);
}

/** Undefined where none of them is left, or there is no /proc. */
export function usageOf(pids: readonly number[]): TreeUsage | undefined {
  const stats = pids.map(statOf).filter((stat) => stat !== undefined);
  if (stats.length === 0) return undefined;
  return {
    cpuSeconds: stats.reduce((sum, stat) => sum + stat.cpuSeconds, 0),
    memoryKib: stats.reduce((sum, { pid }) => sum + residentKib(pid), 0),
    threads: stats.reduce((sum, stat) => sum + stat.threads, 0),
  };
}

function allStats(): readonly Stat[] {
  const names = read(() => readdirSync("/proc")) ?? [];
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== undefined);
}

/** Fields of /proc/PID/stat behind the name, which stands in brackets and may hold anything: proc_pid_stat(5). */
function statOf(pid: number): Stat | undefined {
  const text = read(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined || fields[0] === "Z") return undefined;
  const number = (index: number) => Number(fields[index]);
  // Its own time, and that of its children that have ended, which nothing else tells any more.
  const cpuSeconds = (number(11) + number(12) + number(13) + number(14)) / TICKS_A_SECOND;
  return { pid, parent: number(1), group: number(2), cpuSeconds, threads: number(17) };
}

function residentKib(pid: number): number {
  const status = read(() => readFileSync(`/proc/${pid}/status`, "utf8")) ?? "";
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

function read<Value>(from: () => Value): Value | undefined {
  try {
    return from();
  } catch {
    return undefined;
  }
}
