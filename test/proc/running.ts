/** Which processes run, and their ids from a file to which they wrote them, one per line. */
import { existsSync, readFileSync } from "node:fs";

/** The ids so far; only those above 1: kill(2) takes the others for init, a group or every process. */
export function readPids(file: string): readonly number[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines.map(Number).filter((pid) => pid > 1);
}

/** A zombie does not run. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
