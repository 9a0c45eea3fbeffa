/** What /proc tells of one process: when it began, and its child. */
import { readFileSync } from "node:fs";

/** Clock ticks since the machine's start, proc_pid_stat(5), field 22; undefined where there is no such process. */
export function startTimeOf(pid: number): number | undefined {
  const text = read(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields === undefined || fields[0] === "Z" ? undefined : Number(fields[19]);
}

/** The first child: nsenter forks once, for the command to be in the process namespace. */
export function childOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  const [child = ""] = read(`/proc/${pid}/task/${pid}/children`)?.trim().split(" ") ?? [];
  return child === "" ? undefined : Number(child);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** False where it has ended meanwhile. */
export function signalTo(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
