/** An environment variable that marks a process as ours, even after it has left the tree of its starter. */
import { randomUUID } from "node:crypto";
import { readProc } from "./proc-file.ts";
import type { ProcessStat } from "./process.ts";

export const START_MARK = "STARTED_BY_JAM";

export class StartMark {
  readonly #value = randomUUID();
  /** By process and start time: what a program begins with does not change, and reading it costs a system call or three. */
  readonly #seen = new Map<string, boolean>();

  /** For the environment of the first process; children inherit it. */
  get variable(): Readonly<Record<string, string>> {
    return { [START_MARK]: this.#value };
  }

  /** False if the process belongs to another user. */
  isOn({ pid, group, startTime }: ProcessStat): boolean {
    if (group === 0) return false; // a thread of the kernel
    const key = `${pid} ${startTime}`;
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const environment = readProc(`${pid}/environ`);
    const isOurs = environment?.includes(`${START_MARK}=${this.#value}`) === true;
    // It is empty for a moment while a program is being started.
    if (environment !== "") this.#seen.set(key, isOurs);
    return isOurs;
  }
}
