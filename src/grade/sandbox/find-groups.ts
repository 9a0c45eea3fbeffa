/** Below which control groups this process may make its own, tried for real. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeGroups } from "./control-groups.ts";
import type { GroupParents } from "./sandbox.ts";

type Controller = "memory" | "pids";

/** Undefined if no controller can be used. */
export function findGroupParents(): GroupParents | undefined {
  const own = read("/proc/self/cgroup");
  const mounts = read("/proc/self/mounts");
  const both = groupCandidates(own, mounts, "unified").find((parent) =>
    isUsable(parent, ["memory.max", "pids.max"]),
  );
  if (both !== undefined) return { version: 2, memory: both, pids: both };
  const find = (controller: Controller, limit: string) =>
    groupCandidates(own, mounts, controller).find((parent) => isUsable(parent, [limit]));
  const memory = find("memory", "memory.limit_in_bytes");
  const pids = find("pids", "pids.max");
  return memory === undefined && pids === undefined ? undefined : { version: 1, memory, pids };
}

/**
 * The group of this process, then those above it; in a container the path may mean the host's folders.
 * @param own /proc/self/cgroup: `4:memory:/a/b`, in v2 `0::/a/b`
 * @param mounts /proc/self/mounts
 */
export function groupCandidates(
  own: string,
  mounts: string,
  which: Controller | "unified",
): readonly string[] {
  const isWanted = (type = "", options = "") =>
    which === "unified" ? type === "cgroup2" : type === "cgroup" && options.split(",").includes(which);
  const mount = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, , type, options]) => isWanted(type, options))?.[1];
  if (mount === undefined) return [];
  const name = which === "unified" ? "" : which;
  const row = own.split("\n").find((line) => line.split(":")[1]?.split(",").includes(name));
  const path = row?.split(":").slice(2).join(":") ?? "/";
  const found: string[] = [];
  for (let at = path; at !== "/" && at !== "."; at = dirname(at)) found.push(join(mount, at));
  return [...found, mount];
}

/** A group can be made in it, has the limits, and takes a process. */
function isUsable(parent: string, limits: readonly string[]): boolean {
  if (!existsSync(parent)) return false;
  const folder = join(parent, `jam-grade-try-${process.pid}`);
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  try {
    if (!limits.every((limit) => existsSync(join(folder, limit)))) return false;
    const joined = spawnSync("/bin/sh", ["-c", 'echo 0 >"$1"', "sh", join(folder, "cgroup.procs")], {
      stdio: "ignore",
    });
    return joined.status === 0;
  } finally {
    removeGroups([folder]);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
