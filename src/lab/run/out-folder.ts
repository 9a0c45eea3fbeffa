/** The folder of a run: written in a hidden folder, which replaces the earlier run only when it is complete. */
import { existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "../network/lab-error.ts";

/** The files of a run; other files in the folder, such as a report, are left alone. */
function isOfRun(name: string): boolean {
  return ["run.json", "facts.json", "server.log"].includes(name) || name.endsWith(".pcapng");
}

/** Where a run writes, named after its process; inside the folder, so that disk and permissions are the same. */
const FILLING = /^\.run-(\d+)$/;

export interface OutFolder {
  /** Where the run writes; an earlier run beside it stays as it was. */
  readonly filling: string;
  /** The run's record is written, and with it everything that cannot be made again. */
  hasRun(): boolean;
  /** Replaces the earlier run by what was written. @throws {LabError} */
  keep(): void;
  /** Removes what was written; an earlier run stays. */
  discard(): void;
}

/** The owner of what root writes for a user. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** @throws {LabError} if the folder contains other things and no run, or cannot be made */
export function prepareFolder(folder: string, owner?: Owner): OutFolder {
  const made = attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const names = attempt(folder, () => readdirSync(folder).filter((name) => !FILLING.test(name)));
  if (names.length > 0 && !names.includes("run.json") && !names.every(isOfRun)) {
    throw new LabError(
      `${folder} contains files that do not belong to a run: choose another folder with --out.`,
      "failed",
    );
  }
  const filling = join(folder, `.run-${process.pid}`);
  attempt(folder, () => {
    for (const name of readdirSync(folder).filter(isLeftBehind)) remove(join(folder, name));
    mkdirSync(filling);
  });
  return {
    filling,
    hasRun: () => existsSync(join(filling, "run.json")),
    keep() {
      if (owner !== undefined)
        handOver(
          readdirSync(filling).map((name) => join(filling, name)),
          owner,
        );
      attempt(folder, () => replace(folder, filling));
      if (owner !== undefined && made !== undefined) handOver(foldersBetween(made, folder), owner);
    },
    discard() {
      remove(filling);
      if (made !== undefined && readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

/** Each new file replaces the old one atomically; then old files without a new one are removed. */
function replace(folder: string, filling: string): void {
  const fresh = readdirSync(filling);
  for (const name of fresh) renameSync(join(filling, name), join(folder, name));
  for (const name of readdirSync(folder).filter(isOfRun)) {
    if (!fresh.includes(name)) remove(join(folder, name));
  }
  remove(filling);
}

/** Left by a run that was killed. */
function isLeftBehind(name: string): boolean {
  const [, pid] = FILLING.exec(name) ?? [];
  return pid !== undefined && (pid === String(process.pid) || !existsSync(`/proc/${pid}`));
}

/** A run is not lost on a file system without owners. */
function handOver(paths: readonly string[], { uid, gid }: Owner): void {
  try {
    for (const path of paths) lchownSync(path, uid, gid);
  } catch {
    // they stay root's, readable for all
  }
}

/** Including both. */
function foldersBetween(first: string, last: string): readonly string[] {
  return first.length >= last.length ? [last] : [...foldersBetween(first, dirname(last)), last];
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

function attempt<Value>(folder: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError(`the folder ${folder} cannot be used: ${why}.`, "failed");
  }
}
