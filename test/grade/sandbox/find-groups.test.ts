import { expect, test } from "bun:test";
import { groupCandidates } from "../../../src/grade/sandbox/find-groups.ts";

const V1_MOUNTS = `tmpfs /sys/fs/cgroup tmpfs rw 0 0
cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,nosuid,cpuacct,cpu 0 0
cgroup /sys/fs/cgroup/memory cgroup rw,nosuid,memory 0 0
cgroup /sys/fs/cgroup/pids cgroup rw,nosuid,pids 0 0
cgroup2 /sys/fs/cgroup/unified cgroup2 rw,nosuid,nsdelegate 0 0
`;
const V1_OWN =
  "8:pids:/\n4:memory:/docker/a1b2\n2:cpu,cpuacct:/docker/a1b2\n0::/system.slice/docker.service\n";

test("in cgroup v1 each controller has a hierarchy; the group of this process comes first", () => {
  expect(groupCandidates(V1_OWN, V1_MOUNTS, "memory")).toEqual([
    "/sys/fs/cgroup/memory/docker/a1b2",
    "/sys/fs/cgroup/memory/docker",
    "/sys/fs/cgroup/memory",
  ]);
  expect(groupCandidates(V1_OWN, V1_MOUNTS, "pids")).toEqual(["/sys/fs/cgroup/pids"]);
});

test("in cgroup v2 a user's own slice is among the groups above this process", () => {
  const own = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/terminal.scope\n";
  const mounts = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n";
  expect(groupCandidates(own, mounts, "unified")).toEqual([
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/terminal.scope",
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice",
    "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service",
    "/sys/fs/cgroup/user.slice/user-1000.slice",
    "/sys/fs/cgroup/user.slice",
    "/sys/fs/cgroup",
  ]);
  expect(groupCandidates(own, mounts, "memory")).toEqual([]);
});

test("a machine without control groups has no candidates", () => {
  expect(groupCandidates("", "", "unified")).toEqual([]);
  expect(groupCandidates(V1_OWN, "proc /proc proc rw 0 0\n", "pids")).toEqual([]);
});
