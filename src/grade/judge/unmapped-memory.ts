/** Memory that a submission holds and that no process of it shows as its own: memfd files, and System V segments. */
import { statSync } from "node:fs";
import { listProc, readProc, readProcLink } from "../../proc/proc-file.ts";

/** What of it is mapped is also counted as resident. */
export function unmappedKib(pids: readonly number[]): number {
  return memfdKib(pids) + segmentKib(readProc("sysvipc/shm") ?? "");
}

function memfdKib(pids: readonly number[]): number {
  const files = new Map<number, number>();
  for (const pid of pids) {
    for (const descriptor of listProc(`${pid}/fd`)) {
      const path = `${pid}/fd/${descriptor}`;
      if (readProcLink(path)?.startsWith("/memfd:") !== true) continue;
      const stat = statSync(`/proc/${path}`, { throwIfNoEntry: false });
      if (stat !== undefined) files.set(stat.ino, stat.blocks / 2);
    }
  }
  return [...files.values()].reduce((sum, kib) => sum + kib, 0);
}

/** Rows of /proc/sysvipc/shm, sysvipc(7): the bytes in memory are in the last column but one. */
export function segmentKib(table: string): number {
  return table
    .trim()
    .split("\n")
    .slice(1)
    .reduce((sum, row) => sum + Number(row.trim().split(/\s+/).at(-2) ?? 0) / 1024, 0);
}
