/** Copies the parts of a submission into a folder of ours, and unpacks every archive in it, to a limited depth. */
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { archiveKindOf, mayBeArchive, withoutArchiveExtension } from "./archives/kinds.ts";
import { firstBytes, unpack } from "./archives/unpack.ts";
import { type Budget, ClassBudget } from "./budget.ts";
import { faultOf, tooLarge } from "./faults.ts";
import type { Part } from "./hand-in.ts";
import { readTree, type Tree, type TreeFile } from "./tree.ts";

export interface Staging {
  /** For messages. */
  readonly source: string;
  /** Does not exist yet; paths that begin with its name are ours, too. */
  readonly folder: string;
  readonly budget: Budget;
}

/** @param names gets the names of all files, of archives too */
export async function stage(parts: readonly Part[], staging: Staging, names: string[]): Promise<Tree> {
  mkdirSync(staging.folder, { recursive: true });
  copyParts(parts, staging);
  const { limits } = staging.budget;
  for (let depth = 0; ; depth += 1) {
    const tree = treeOf(staging.folder, staging);
    for (const path of tree.leftOut) rmSync(path, { recursive: true });
    const archives = tree.files.filter(isArchive);
    if (archives.length === 0) return tree;
    names.push(...tree.files.map((file) => file.path));
    if (depth === limits.archiveDepth) {
      throw tooLarge(archives[0]?.path ?? staging.source, limits.archiveDepth, "archives inside each other");
    }
    for (const archive of archives) await unpackInPlace(archive, staging);
  }
}

/** Counted for itself: what lies on the disk already costs the class nothing. */
export function treeOf(folder: string | Buffer, { source, budget }: Staging): Tree {
  return readTree(Buffer.from(folder), source, new ClassBudget(budget.limits).forSubmission(source));
}

export function isArchive({ path, raw, isCarried }: TreeFile): boolean {
  return !isCarried && mayBeArchive(path) && archiveKindOf(path, firstBytes(raw)) !== undefined;
}

function copyParts(parts: readonly Part[], staging: Staging): void {
  try {
    for (const part of parts) copyPart(part, staging);
  } catch (error) {
    throw faultOf(error, staging.source);
  }
}

function copyPart(part: Part, staging: Staging): void {
  if (!part.isFolder) {
    copyFile(part.path, part.as, staging);
    return;
  }
  const tree = treeOf(part.path, staging);
  for (const file of tree.files) copyFile(file.raw, file.path, staging);
  for (const { path, target } of tree.links) {
    const place = join(staging.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    if (!isThere(place)) symlinkSync(target, place);
  }
}

function copyFile(from: Buffer, path: string, { folder, budget, source }: Staging): void {
  const { size } = lstatSync(from);
  const most = budget.limits.fileBytes;
  if (size > most) throw tooLarge(source, most, "bytes in a file");
  budget.addEntry();
  budget.addBytes(size);
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(from, place);
}

/** Into the archive's own folder if nothing else is in there, otherwise into a new one with the archive's name. */
async function unpackInPlace({ path }: TreeFile, { folder, budget }: Staging): Promise<void> {
  const away = `${folder}.archive`;
  const place = join(folder, path);
  renameSync(place, away);
  const around = dirname(place);
  const target = readdirSync(around).length === 0 ? around : newFolder(withoutArchiveExtension(place));
  await unpack({ path: away, shown: path, scratch: `${folder}.tar` }, target, budget);
  rmSync(away);
}

function newFolder(path: string): string {
  let free = path;
  for (let number = 2; isThere(free); number += 1) free = `${path}-${number}`;
  return free;
}

function isThere(path: string): boolean {
  return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
