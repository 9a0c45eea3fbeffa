/** The files of a run in its folder, and how a new run replaces an earlier one. */
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../network/lab-error.ts";

export interface OutFolder {
  /** Where the run writes; an earlier run stays as it was. */
  readonly filling: string;
  /** The run's record is written, and with it everything that cannot be made again. */
  hasRun(): boolean;
  /** Replaces the earlier run by what was written. @throws {LabError} */
  keep(): void;
  /** Removes what was written; an earlier run stays. */
  discard(): void;
}

/** Where a run writes, named after its process; inside the folder, so that disk and permissions are the same. */
const FILLING = /^\.run-(\d+)$/;

export function fillingIn(folder: string): string {
  return join(folder, `.run-${process.pid}`);
}

/** Files other than these, such as a report, are left alone. */
function isOfRun(name: string): boolean {
  return ["run.json", "facts.json", "server.log"].includes(name) || name.endsWith(".pcapng");
}

/** @throws {LabError} if the folder contains other things and no run */
export function refuseOthers(folder: string): void {
  const names = readdirSync(folder).filter((name) => !FILLING.test(name));
  if (names.length === 0 || names.includes("run.json") || names.every(isOfRun)) return;
  throw new LabError(
    `${folder} contains files that do not belong to a run: choose another folder with --out.`,
    "failed",
  );
}

/** Left by runs that were killed. */
export function leftBehind(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => isOfDead(FILLING.exec(name)?.[1]))
    .map((name) => join(folder, name));
}

/** Whether the text is the process id of a run that has ended, or of this process, which has not begun one. */
export function isOfDead(pid: string | undefined): boolean {
  return pid !== undefined && (pid === String(process.pid) || !existsSync(`/proc/${pid}`));
}

/** Each new file replaces the old one atomically; then old files without a new one are removed. */
export function replaceRun(folder: string, filling: string): void {
  const fresh = readdirSync(filling);
  for (const name of fresh) renameSync(join(filling, name), join(folder, name));
  for (const name of readdirSync(folder).filter(isOfRun)) {
    if (!fresh.includes(name)) remove(join(folder, name));
  }
  remove(filling);
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** @throws {LabError} that names the folder, for any error of `act` */
export function inFolder<Value>(folder: string, act: () => Value, more = ""): Value {
  try {
    return act();
  } catch (error) {
    if (error instanceof LabError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError(`the folder ${folder} cannot be used${more}: ${why}.`, "failed");
  }
}
