/** A folder on the disk → its files, without junk, and never through a link. */
import { lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { escapeText } from "../../text/escape.ts";
import type { Budget } from "./budget.ts";
import { SubmissionFault, tooLarge } from "./faults.ts";
import { isCarried, isJunk, utf8Of, visibleName } from "./names.ts";

export interface TreeFile {
  /** Below the folder, visible. */
  readonly path: string;
  /** Opens the file: names on the disk are bytes. */
  readonly raw: Buffer;
  readonly size: number;
  /** In node_modules. */
  readonly isCarried: boolean;
}

interface TreeLink {
  readonly path: string;
  readonly target: string;
}

export interface Tree {
  readonly files: readonly TreeFile[];
  readonly links: readonly TreeLink[];
  /** Junk, virtual environments, links of node_modules, devices and pipes. */
  readonly leftOut: readonly Buffer[];
  /** Every visible path is the path on the disk. */
  readonly hasVisibleNames: boolean;
}

interface Walk {
  readonly root: string;
  readonly shown: string;
  readonly budget: Budget;
  readonly files: TreeFile[];
  readonly links: TreeLink[];
  readonly leftOut: Buffer[];
  hasVisibleNames: boolean;
}

/** @param shown the folder's name, for messages */
export function readTree(folder: Buffer, shown: string, budget: Budget): Tree {
  const walk: Walk = {
    ...{ root: realpathSync(folder), shown, budget, files: [], links: [], leftOut: [] },
    hasVisibleNames: true,
  };
  walkFolder(walk, folder, [], false);
  walk.files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return walk;
}

function walkFolder(walk: Walk, folder: Buffer, above: readonly string[], isBelowCarried: boolean): void {
  const { limits } = walk.budget;
  if (above.length > limits.folderDepth)
    throw tooLarge(walk.shown, limits.folderDepth, "folders below each other");
  for (const name of readdirSync(folder, { encoding: "buffer" })) {
    const shown = visibleName(name);
    const raw = Buffer.concat([folder, Buffer.from("/"), name]);
    if (isJunk(shown)) {
      walk.leftOut.push(raw);
      continue;
    }
    const path = [...above, shown];
    const carried = isBelowCarried || isCarried(shown);
    const stats = lstatSync(raw);
    walk.budget.addEntry();
    if (utf8Of(name) !== shown) walk.hasVisibleNames = false;
    if (stats.isDirectory() && !isVirtualEnvironment(raw)) {
      walkFolder(walk, raw, path, carried);
    } else if (stats.isSymbolicLink() && !carried) {
      walk.links.push(linkOf(walk, raw, path));
    } else if (stats.isFile()) {
      if (stats.size > limits.fileBytes) throw tooLarge(walk.shown, limits.fileBytes, "bytes in a file");
      walk.budget.addBytes(stats.size);
      walk.files.push({ path: path.join("/"), raw, size: stats.size, isCarried: carried });
    } else {
      walk.leftOut.push(raw);
    }
  }
}

/** Works only where it was made, and leads to that machine's Python. */
function isVirtualEnvironment(folder: Buffer): boolean {
  const config = Buffer.concat([folder, Buffer.from("/pyvenv.cfg")]);
  return lstatSync(config, { throwIfNoEntry: false }) !== undefined;
}

function linkOf(walk: Walk, raw: Buffer, path: readonly string[]): TreeLink {
  const target = readlinkSync(raw);
  const end = endOf(raw);
  const isInside =
    end === undefined ? !isLeadingOut(path, target) : end === walk.root || end.startsWith(`${walk.root}/`);
  if (!isInside || target.startsWith("/"))
    throw new SubmissionFault({ why: "escapes", file: walk.shown, entry: escapeText(path.join("/")) });
  return { path: path.join("/"), target };
}

/** Undefined for a link to nothing, and for one in a circle. */
function endOf(link: Buffer): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

function isLeadingOut(link: readonly string[], target: string): boolean {
  let depth = link.length - 1;
  return target.split("/").some((part) => {
    depth += part === ".." ? -1 : part === "" || part === "." ? 0 : 1;
    return depth < 0;
  });
}
