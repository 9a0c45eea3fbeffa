/** A CPU quota is read from the kernel, in both versions of its control groups. */
import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hasCpuQuota } from "../../../src/server/threads/cpu-quota.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-quota-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function rootWith(files: Readonly<Record<string, string>>): string {
  const root = join(folder, String(made++));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const V1 = "5:memory:/x\n4:cpu,cpuacct:/docker/7f\n";

test.each([
  ["a container's own group", { "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "150000 100000\n" }],
  [
    "a service's slice",
    {
      "proc/self/cgroup": "0::/system.slice/jam.service\n",
      "sys/fs/cgroup/system.slice/cpu.max": "50000 100000\n",
      "sys/fs/cgroup/system.slice/jam.service/cpu.max": "max 100000\n",
    },
  ],
  [
    "version 1, seen from outside",
    { "proc/self/cgroup": V1, "sys/fs/cgroup/cpu/docker/7f/cpu.cfs_quota_us": "50000\n" },
  ],
  [
    "version 1, seen from within",
    { "proc/self/cgroup": V1, "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "50000\n" },
  ],
] as const)("a quota: %s", (_, files) => {
  expect(hasCpuQuota(rootWith(files))).toBe(true);
});

test.each([
  ["all that there is", { "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n" }],
  [
    "version 1 without one",
    { "proc/self/cgroup": V1, "sys/fs/cgroup/cpu/docker/7f/cpu.cfs_quota_us": "-1\n" },
  ],
  ["no control groups", {}],
] as const)("no quota: %s", (_, files) => {
  expect(hasCpuQuota(rootWith(files))).toBe(false);
});
