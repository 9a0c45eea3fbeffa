/** Which processes run, and their ids from a file into which they wrote them, one a line. */
import { existsSync, readFileSync } from "node:fs";

/** What stands there so far; nothing that could be taken for another's process, or for all. */
export function readPids(file: string): readonly number[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines.map(Number).filter((pid) => pid > 1);
}

/** One that has ended and waits for its parent to notice does not run. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
