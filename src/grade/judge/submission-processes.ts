/** All processes of a submission: in a sandbox whatever else runs in the job's namespace, else what we started. */
import { processIds, readProc } from "../../proc/proc-file.ts";
import { residentKib, signalTo } from "../../proc/process.ts";
import { runningOf } from "../../proc/process-tree.ts";
import type { ServerProcess } from "../../proc/server-process.ts";
import { unmappedKib } from "./unmapped-memory.ts";

const KILL_MS = 2_000;
const PAUSE_MS = 5;

export class SubmissionProcesses {
  readonly #isApart: boolean;
  #started: ServerProcess | undefined;

  /** @param isApart this process and its parent, the first, are the only others in their process namespace */
  constructor(isApart: boolean) {
    if (isApart && process.ppid !== 1) throw new Error("the judge is not in a process namespace of its own");
    this.#isApart = isApart;
  }

  /** The one before has been stopped. */
  started(server: ServerProcess): void {
    this.#started = server;
  }

  get pids(): readonly number[] {
    const ours = [1, process.pid];
    if (this.#isApart) return processIds().filter((pid) => !ours.includes(pid));
    return this.#started?.pids ?? [];
  }

  /** What it has written to stdout and stderr since it was started. */
  get outputBytes(): number {
    return this.#started?.outputBytes ?? 0;
  }

  /** Sums what each has in memory; where that is over the limit, counts pages that they share only once. */
  memoryKib(limitKib: number): number {
    const { pids } = this;
    const resident = pids.reduce((sum, pid) => sum + residentKib(pid), 0);
    return resident <= limitKib ? resident : pids.reduce((sum, pid) => sum + proportionalKib(pid), 0);
  }

  /** Without a namespace of its own, its shared segments are not known from others. */
  unmappedKib(): number {
    return this.#isApart ? unmappedKib(this.pids) : 0;
  }

  kill(): void {
    for (const pid of this.pids) signalTo(pid, "SIGKILL");
  }

  /** Resolves when none is left. @throws {Error} if one cannot be ended */
  async end(): Promise<void> {
    const deadline = performance.now() + KILL_MS;
    // One may have started another in between.
    for (; runningOf(this.pids).length > 0; await Bun.sleep(PAUSE_MS)) {
      if (performance.now() > deadline) throw new Error("a process of the submission cannot be ended");
      this.kill();
    }
    this.#started = undefined;
  }
}

function proportionalKib(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(`${pid}/smaps_rollup`) ?? "")?.[1] ?? residentKib(pid));
}
