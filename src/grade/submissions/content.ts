/** The parts of a submission → its folder and files: as it lies there, or copied and unpacked if that is needed. */
import { rmSync } from "node:fs";
import { escapeText } from "../../text/escape.ts";
import type { SubmittedFile, Unreadable } from "../submission.ts";
import { SubmissionFault } from "./faults.ts";
import type { Part } from "./hand-in.ts";
import { hashOfFault, hashOfTree } from "./hash.ts";
import { LISTED_FILES } from "./limits.ts";
import { isDocument, utf8Of } from "./names.ts";
import { isArchive, type Staging, stage, treeOf } from "./staging.ts";
import type { Tree } from "./tree.ts";

export interface Content {
  readonly folder: string;
  readonly files: readonly SubmittedFile[];
  readonly hash: string;
  readonly unreadable: Unreadable | undefined;
  /** Names near the top, of what was handed in and of what was in it: the student's id may be in one of them. */
  readonly names: readonly string[];
}

export async function readContent(parts: readonly Part[], staging: Staging): Promise<Content> {
  const names: string[] = parts.map((part) => part.as);
  try {
    const { folder, tree } = await readParts(parts, staging, names);
    const files = tree.files.filter((file) => !file.isCarried).map(({ path, size }) => ({ path, size }));
    names.push(...files.map((file) => file.path));
    return {
      ...{ folder, files, hash: hashOfTree(tree), unreadable: lackOf(files) },
      names: names.filter(isNearTop),
    };
  } catch (error) {
    if (!(error instanceof SubmissionFault)) throw error;
    const fault = error.unreadable;
    for (const end of ["", ".archive", ".tar"])
      rmSync(`${staging.folder}${end}`, { recursive: true, force: true });
    staging.budget.refund();
    return { ...unreadableContent(parts, fault), names: names.filter(isNearTop) };
  }
}

export function unreadableContent(parts: readonly Part[], fault: Unreadable): Content {
  const folder = parts[0]?.path.toString() ?? "";
  return { folder, files: [], hash: hashOfFault(parts, fault), unreadable: fault, names: [] };
}

async function readParts(
  parts: readonly Part[],
  staging: Staging,
  names: string[],
): Promise<{ readonly folder: string; readonly tree: Tree }> {
  const [only] = parts;
  if (parts.length === 1 && only?.isFolder) {
    const folder = utf8Of(only.path);
    const tree = treeOf(only.path, staging);
    const isVisible = tree.hasVisibleNames && folder !== undefined && folder === escapeText(folder);
    if (isVisible && tree.leftOut.length === 0 && !tree.files.some(isArchive)) return { folder, tree };
  }
  return { folder: staging.folder, tree: await stage(parts, staging, names) };
}

function lackOf(files: readonly SubmittedFile[]): Unreadable | undefined {
  if (files.every((file) => file.size === 0)) return { why: "empty" };
  const programs = files.filter((file) => file.size > 0 && !isDocument(file.path));
  if (programs.length > 0) return undefined;
  return { why: "no-code", files: files.slice(0, LISTED_FILES).map((file) => file.path) };
}

/** In the folder, or in a folder of it. */
function isNearTop(path: string): boolean {
  return path.split("/").length <= 2;
}
