/** A process and everything that it started, in Linux's /proc. */

import { processIds } from "./proc-file.ts";
import { type ProcessStat, residentKib, signalTo, statOf } from "./process.ts";

export interface TreeUsage {
  readonly cpuSeconds: number;
  readonly memoryKib: number;
  readonly threads: number;
}

/**
 * The process, its descendants, and what is left of its group; itself first.
 * @param isOurs whether another process belongs to it as well, with its descendants
 */
export function treeOf(
  root: number,
  isOurs: (stat: ProcessStat) => boolean = () => false,
): readonly number[] {
  const stats = allStats();
  const seeds = stats.filter((stat) => stat.pid === root || stat.group === root || isOurs(stat));
  const tree = new Set(seeds.map(({ pid }) => pid));
  for (let before = -1; before !== tree.size; ) {
    before = tree.size;
    for (const { pid, parent } of stats) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** The tree, or the root's group as a whole, `-root`, if there is no /proc. */
export function signalTargetsOf(tree: readonly number[], root: number): readonly number[] {
  return tree.length > 0 || processIds().length > 0 ? tree : [-root];
}

/** Those that have not ended. */
export function runningOf(targets: readonly number[]): readonly number[] {
  return targets.filter((pid) => (pid < 0 ? signalTo(pid, 0) : statOf(pid) !== undefined));
}

/** Undefined if none of them is left, or there is no /proc. */
export function usageOf(pids: readonly number[]): TreeUsage | undefined {
  const stats = statsOf(pids);
  if (stats.length === 0) return undefined;
  return {
    cpuSeconds: stats.reduce((sum, stat) => sum + stat.cpuSeconds + stat.childCpuSeconds, 0),
    memoryKib: stats.reduce((sum, { pid }) => sum + residentKib(pid), 0),
    threads: stats.reduce((sum, stat) => sum + stat.threads, 0),
  };
}

/** Every process whose /proc can be read. */
export function allStats(): readonly ProcessStat[] {
  return statsOf(processIds());
}

function statsOf(pids: readonly number[]): readonly ProcessStat[] {
  return pids.map(statOf).filter((stat) => stat !== undefined);
}
