/** The folder of a run: it is filled out of sight, and takes the earlier run's place only when it is whole. */
import { existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "../network/lab-error.ts";

/** What a run writes: other things in the folder, such as a report, are somebody else's. */
function isOfRun(name: string): boolean {
  return ["run.json", "facts.json", "server.log"].includes(name) || name.endsWith(".pcapng");
}

/** Where a run writes, by its process; it stands inside the folder, so that the same disk and rights hold for both. */
const FILLING = /^\.run-(\d+)$/;

export interface OutFolder {
  /** What the run fills; an earlier run stands beside it, as it was. */
  readonly filling: string;
  /** It has the record of the run, and with it all that cannot be made again. */
  hasRun(): boolean;
  /** Puts what was written in the earlier run's place. @throws {LabError} */
  keep(): void;
  /** Takes back what was written; an earlier run stays. */
  discard(): void;
}

/** Who gets what root wrote. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** @throws {LabError} where the folder holds other things and no run, or cannot be made */
export function prepareFolder(folder: string, owner?: Owner): OutFolder {
  const made = attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const names = attempt(folder, () => readdirSync(folder).filter((name) => !FILLING.test(name)));
  if (names.length > 0 && !names.includes("run.json") && !names.every(isOfRun)) {
    throw new LabError(`${folder} holds other things than a run: name a new folder with --out.`, "failed");
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

/** Each file takes its forerunner's place at once; then what has no successor goes. */
function replace(folder: string, filling: string): void {
  const fresh = readdirSync(filling);
  for (const name of fresh) renameSync(join(filling, name), join(folder, name));
  for (const name of readdirSync(folder).filter(isOfRun)) {
    if (!fresh.includes(name)) remove(join(folder, name));
  }
  remove(filling);
}

/** A run that was killed could not take its own back. */
function isLeftBehind(name: string): boolean {
  const [, pid] = FILLING.exec(name) ?? [];
  return pid !== undefined && (pid === String(process.pid) || !existsSync(`/proc/${pid}`));
}

/** A file system that knows no owners is no reason to lose a run. */
function handOver(paths: readonly string[], { uid, gid }: Owner): void {
  try {
    for (const path of paths) lchownSync(path, uid, gid);
  } catch {
    // they stay root's, for all to read
  }
}

/** Both among them. */
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
