/** The sockets that processes have open. */
import { listProc, readProcLink } from "./proc-file.ts";

/** Their inodes, without those of processes that belong to another user. */
export function processSockets(pids: readonly number[]): ReadonlySet<number> {
  const inodes = new Set<number>();
  for (const pid of pids) {
    for (const descriptor of listProc(`${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(readProcLink(`${pid}/fd/${descriptor}`) ?? "")?.[1];
      if (inode !== undefined) inodes.add(Number(inode));
    }
  }
  return inodes;
}
