/** Control groups of a job, in cgroup v2 or v1: made, limited, looked at and removed. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Limits } from "../plan.ts";
import type { GroupParents } from "./sandbox.ts";

/** What is made of a job's groups for one phase: its processes join by these files. */
export interface Groups {
  readonly folders: readonly string[];
  readonly processFiles: readonly string[];
  readonly limitsMemory: boolean;
  /** How often the kernel has ended a process because the group had no memory left. */
  readonly outOfMemoryCount: () => number;
}

type GroupLimits = Pick<Limits, "memoryMib" | "processes">;

const NO_GROUPS: Groups = { folders: [], processFiles: [], limitsMemory: false, outOfMemoryCount: () => 0 };

/** @throws {Error} if the system refuses */
export function makeGroups(parents: GroupParents | undefined, name: string, limits: GroupLimits): Groups {
  if (parents === undefined) return NO_GROUPS;
  const folders = groupFolders(parents, name);
  for (const folder of folders) if (!existsSync(folder)) mkdirSync(folder);
  const memory = parents.memory === undefined ? undefined : join(parents.memory, name);
  if (memory !== undefined) limitMemory(parents.version, memory, limits.memoryMib * 1024 * 1024);
  if (parents.pids !== undefined)
    writeFileSync(join(parents.pids, name, "pids.max"), String(limits.processes));
  return {
    folders,
    processFiles: folders.map((folder) => join(folder, "cgroup.procs")),
    limitsMemory: memory !== undefined,
    outOfMemoryCount: () => (memory === undefined ? 0 : outOfMemoryCount(parents.version, memory)),
  };
}

/** Of both hierarchies in v1; in v2 it is one. */
export function groupFolders({ memory, pids }: GroupParents, name: string): readonly string[] {
  const parents = [memory, pids].filter((parent) => parent !== undefined);
  return [...new Set(parents)].map((parent) => join(parent, name));
}

function limitMemory(version: 1 | 2, folder: string, bytes: number): void {
  writeFileSync(join(folder, version === 2 ? "memory.max" : "memory.limit_in_bytes"), String(bytes));
  // Swap is not there in every kernel and on every machine.
  const [swap, most] = version === 2 ? ["memory.swap.max", 0] : ["memory.memsw.limit_in_bytes", bytes];
  if (existsSync(join(folder, swap))) writeFileSync(join(folder, swap), String(most));
}

function outOfMemoryCount(version: 1 | 2, folder: string): number {
  const file = join(folder, version === 2 ? "memory.events" : "memory.oom_control");
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @returns those that are still there: a process that was killed leaves its group a moment later */
export function removeGroups(folders: readonly string[]): readonly string[] {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // a process is in it, or it is gone
    }
  }
  return folders.filter(existsSync);
}
