/** Whether a CPU quota limits this process: that of a container or of a service. */
import { readFileSync } from "node:fs";

/** @param root the file system's; another one in tests */
export function hasCpuQuota(root = ""): boolean {
  const groups = read(`${root}/proc/self/cgroup`) ?? "";
  return groups.split("\n").some((line) => {
    const [, controllers, group = ""] = line.split(":");
    if (controllers === "")
      return ancestorsOf(group).some((path) => hasQuota(`${root}/sys/fs/cgroup${path}`));
    if (!controllers?.split(",").includes("cpu")) return false;
    return ancestorsOf(group).some((path) => hasOldQuota(`${root}/sys/fs/cgroup/cpu${path}`));
  });
}

/** `/a/b` → `/a/b`, `/a` and the root, which in a container is its own group. */
function ancestorsOf(group: string): readonly string[] {
  const names = group.split("/").filter((name) => name !== "");
  return [...names.keys(), names.length].map((count) =>
    names
      .slice(0, count)
      .map((name) => `/${name}`)
      .join(""),
  );
}

/** Control groups version 2: microseconds and period, or `max`. */
function hasQuota(group: string): boolean {
  return /^\d/.test(read(`${group}/cpu.max`) ?? "");
}

/** Version 1: microseconds, or -1. */
function hasOldQuota(group: string): boolean {
  return /^\d/.test(read(`${group}/cpu.cfs_quota_us`) ?? "");
}

/** Undefined if there is no such file. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
