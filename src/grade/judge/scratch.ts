/** Fills a job's scratch folder: a copy of the submission and of the course's files, and what the sandbox needs. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { Plan } from "../plan.ts";
import { SCRATCH_FOLDERS, systemFiles } from "../sandbox/launcher.ts";

/** For what a build and a server write. */
const FREE_MIB = 512;
const MIB = 1024 * 1024;

/** How large the scratch folder of a submission is made. */
export function scratchMibOf({ submission, extraFiles }: Plan): number {
  const submitted = submission.files.reduce((sum, { size }) => sum + size, 0);
  const extra = extraFiles.reduce((sum, file) => sum + sizeOf(file), 0);
  // A page of the file system each, at least.
  return FREE_MIB + Math.ceil((submitted + extra) / MIB + submission.files.length / 256);
}

/** @param user the owner of the copy; undefined for the user who makes it. @throws {Error} if the system refuses */
export function fillScratch(scratch: string, plan: Plan, user: number | undefined): void {
  // Bun may have made TMPDIR already.
  for (const folder of SCRATCH_FOLDERS) mkdirSync(join(scratch, folder), { recursive: true });
  for (const folder of ["tmp", "shm"]) chmodSync(join(scratch, folder), 0o1777);
  for (const [name, text] of Object.entries(systemFiles(user)))
    writeFileSync(join(scratch, "system", name), text);
  mkdirSync(join(scratch, "tmp", "home"), { recursive: true });
  const copy = join(scratch, "submission");
  const working = join(copy, plan.workingFolder);
  if (!`${working}${sep}`.startsWith(copy + sep))
    throw new Error(`${plan.workingFolder} leads out of the submission`);
  mkdirSync(working, { recursive: true });
  for (const file of plan.extraFiles) cpSync(file, join(working, basename(file)), { recursive: true });
  copySubmission(plan, copy);
  if (user !== undefined)
    for (const folder of ["submission", "tmp", "shm"]) give(join(scratch, folder), user);
}

/** A link is copied as the file that it leads to, if that is the submission's own. */
function copySubmission({ submission }: Plan, copy: string): void {
  const folder = realpathSync(submission.folder);
  for (const { path } of submission.files) {
    const from = realpathSync(join(folder, path));
    if (!from.startsWith(folder + sep)) throw new Error(`${path} leads out of the submission`);
    const { mode, isFile } = modeOf(from);
    if (!isFile) continue;
    const to = join(copy, path);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
    chmodSync(to, mode | 0o600);
  }
}

function modeOf(file: string): { readonly mode: number; readonly isFile: boolean } {
  const stat = lstatSync(file);
  return { mode: stat.mode & 0o777, isFile: stat.isFile() };
}

function give(path: string, user: number): void {
  lchownSync(path, user, user);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name), user);
}

function sizeOf(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return stat?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** A submission that ran without a sandbox can have closed its folders to their owner. */
export function removeScratch(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true });
  } catch {
    spawnSync("chmod", ["-R", "u+rwX", scratch], { stdio: "ignore" });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Nothing more can be written to it. */
export function isFull(scratch: string): boolean {
  const { bavail, ffree, bsize } = statfsSync(scratch);
  return bavail * bsize < MIB || ffree < 10;
}
