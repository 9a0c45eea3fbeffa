/** What a command and everything that it starts holds in memory, at most: files in memory count too. */
import { mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { findGroupParents } from "../../src/grade/sandbox/find-groups.ts";
import { readProc } from "../../src/proc/proc-file.ts";
import { treeOf } from "../../src/proc/process-tree.ts";

const EVERY_MS = 500;
const MIB = 1 << 20;

export class MemoryWatch implements Disposable {
  peakMib = 0;
  readonly means: string;
  /** Words before the command. */
  readonly prefix: readonly string[];
  readonly #folder: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    const parents = findGroupParents();
    if (parents?.memory === undefined) {
      this.means = "the sum of Pss, without files in memory";
      this.prefix = [];
      return;
    }
    this.#folder = join(parents.memory, `jam-compare-${process.pid}`);
    mkdirSync(this.#folder);
    this.means = `memory and files in memory of a control group, version ${parents.version}`;
    this.prefix = ["sh", "-c", 'echo 0 >"$0" && exec "$@"', join(this.#folder, "cgroup.procs")];
  }

  /** Looks again and again until it is disposed. */
  watch(pid: number): void {
    this.#timer = setInterval(() => {
      this.peakMib = Math.max(
        this.peakMib,
        this.#folder === undefined ? pssMib(pid) : groupMib(this.#folder),
      );
    }, EVERY_MS);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    if (this.#folder !== undefined) rmdirSync(this.#folder);
  }
}

/** Without the cache of files on disks, which the kernel gives up where memory is scarce. */
function groupMib(folder: string): number {
  const text = readFileSync(join(folder, "memory.stat"), "utf8");
  const of = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  const bytes = text.includes("total_rss")
    ? of("total_rss") + of("total_shmem")
    : of("anon") + of("shmem") + of("kernel");
  return bytes / MIB;
}

function pssMib(pid: number): number {
  const kib = treeOf(pid).map((each) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`${each}/smaps_rollup`) ?? "")?.[1] ?? 0),
  );
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}
