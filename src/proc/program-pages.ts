/** Gives back the pages of the program's own file that this process has in memory; those that are used again return. */
// They stay in the system's file cache, so a return costs a page fault of 16 pages and no read of the disk.
import { openLibc } from "./libc.ts";
import { readProc, readProcLink } from "./proc-file.ts";

const MADV_DONTNEED = 4;

export interface Mapping {
  readonly address: number;
  readonly bytes: number;
}

const HEAD = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ [1-9]\d* +(.*)$/;

/**
 * The mappings of the file that can be dropped without a loss, because the file has all that they show:
 * private, not writable, and no page that is the process's own.
 * @param smaps of /proc/PID/smaps
 * @param file as /proc/PID/exe names it
 */
export function cleanMappings(smaps: string, file: string): readonly Mapping[] {
  return smaps.split(/\n(?=[0-9a-f]+-)/).flatMap((text) => {
    const [, from, to, rights, of] = HEAD.exec(text.slice(0, text.indexOf("\n"))) ?? [];
    const isClean = /^Anonymous: +0 kB$/m.test(text) && /^Locked: +0 kB$/m.test(text);
    if (of !== file || !/^r-.p$/.test(rights ?? "") || !isClean) return [];
    const address = Number.parseInt(from ?? "", 16);
    return [{ address, bytes: Number.parseInt(to ?? "", 16) - address }];
  });
}

/** Does nothing where there is no /proc or no C library to call. */
export function dropProgramPages(): void {
  const libc = openLibc({ madvise: { args: ["u64", "u64", "i32"], returns: "i32" } });
  const file = readProcLink("self/exe");
  if (libc === undefined || file === undefined) return;
  for (const { address, bytes } of cleanMappings(readProc("self/smaps") ?? "", file))
    libc.madvise(address, bytes, MADV_DONTNEED);
}
