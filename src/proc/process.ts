/** One process in Linux's /proc: its parent and group, when it began, what it uses, its child. */
import { readProc } from "./proc-file.ts";

/** USER_HZ, in which /proc counts processor time: 100 on every Linux that Bun runs on, proc(5). */
const TICKS_A_SECOND = 100;

export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** The same of its children that have ended and were waited for; /proc shows it nowhere else. */
  readonly childCpuSeconds: number;
  readonly threads: number;
  /** Clock ticks since the machine's start; with the pid it names a process for good. */
  readonly startTime: number;
}

/** Undefined if it has ended, also if its parent has not yet noticed. */
export function statOf(pid: number): ProcessStat | undefined {
  const text = readProc(`${pid}/stat`);
  // proc_pid_stat(5): the name is in parentheses and may hold anything; field 3 comes after it.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined || fields[0] === "Z") return undefined;
  const number = (index: number) => Number(fields[index]);
  return {
    pid,
    parent: number(1),
    group: number(2),
    cpuSeconds: (number(11) + number(12)) / TICKS_A_SECOND,
    childCpuSeconds: (number(13) + number(14)) / TICKS_A_SECOND,
    threads: number(17),
    startTime: number(19),
  };
}

export function startTimeOf(pid: number): number | undefined {
  return statOf(pid)?.startTime;
}

export function residentKib(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readProc(`${pid}/status`) ?? "")?.[1] ?? 0);
}

/** The first child: nsenter forks once, for the command to be in the process namespace. */
export function childOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  const [child = ""] = readProc(`${pid}/task/${pid}/children`)?.trim().split(" ") ?? [];
  return child === "" ? undefined : Number(child);
}

/**
 * False if it has ended.
 * @param pid below 0: every process of the group with this id, kill(2)
 * @param signal 0 sends none, and only looks whether one could be sent
 */
export function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
