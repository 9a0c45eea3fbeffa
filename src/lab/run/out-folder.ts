/** The folder of a run: written elsewhere first, and an earlier run is replaced only by a complete one. */
import { existsSync, lchownSync, mkdirSync, readdirSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileUser } from "../../proc/file-user.ts";
import { LabError } from "../network/lab-error.ts";
import { controlOf, isRootOverOthers } from "./path-control.ts";
import {
  fillingIn,
  inFolder,
  leftBehind,
  type OutFolder,
  refuseOthers,
  remove,
  replaceRun,
} from "./run-files.ts";
import { prepareAs } from "./user-folder.ts";

/** Attempts to make a folder that others make and remove at the same time. */
const MOST_ATTEMPTS = 100;

/**
 * If others than root could change what the path names, root leaves the folder to a process with their rights: no link
 * that they set up leads it further than they can go themselves.
 * @param folder absolute
 * @param caller who called sudo: the owner of what root writes
 * @throws {LabError} if the folder contains other things and no run, or cannot be made
 */
export function prepareFolder(folder: string, caller?: FileUser): OutFolder {
  if (!isRootOverOthers()) {
    const made = inFolder(folder, () => mkdirSync(folder, { recursive: true }));
    return prepareHere(folder, made === undefined ? [] : foldersBetween(made, folder), undefined);
  }
  const { made, user } = inFolder(folder, () => makeAsRoot(folder));
  const owner = caller?.uid === 0 ? undefined : caller;
  return user === undefined ? prepareHere(folder, made, owner) : prepareAs(folder, owner ?? user);
}

/** Makes the missing folders one by one, as long as root alone controls the way. @returns who else does, if any */
function makeAsRoot(folder: string): { readonly made: readonly string[]; readonly user?: FileUser } {
  const made: string[] = [];
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
    const { user, missing } = controlOf(folder);
    if (user !== undefined) return { made, user };
    if (missing === undefined) return { made };
    try {
      mkdirSync(missing, { mode: 0o755 });
      made.push(missing);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  throw new LabError(`the folder ${folder} cannot be made: others make and remove it too.`, "failed");
}

/** @param made by this run, from the top */
function prepareHere(folder: string, made: readonly string[], owner: FileUser | undefined): OutFolder {
  const filling = fillingIn(folder);
  inFolder(folder, () => {
    refuseOthers(folder);
    for (const path of leftBehind(folder)) remove(path);
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
      inFolder(folder, () => replaceRun(folder, filling));
      // From below, because with a folder its owner gets the way to everything in it.
      if (owner !== undefined) handOver(made.toReversed(), owner);
    },
    discard() {
      remove(filling);
      if (made.length > 0 && readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

/** A run is not lost on a file system without owners. */
function handOver(paths: readonly string[], { uid, gid }: FileUser): void {
  try {
    for (const path of paths) lchownSync(path, uid, gid);
  } catch {
    // they stay root's, readable for all
  }
}

/** Including both, from the top. */
function foldersBetween(first: string, last: string): readonly string[] {
  return first.length >= last.length ? [last] : [...foldersBetween(first, dirname(last)), last];
}
