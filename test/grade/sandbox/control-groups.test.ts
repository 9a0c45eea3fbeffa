import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { groupFolders, makeGroups, removeGroups } from "../../../src/grade/sandbox/control-groups.ts";

/** A folder takes the files that a kernel would make: what is written to which of them. */
let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "jam-groups-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const LIMITS = { memoryMib: 128, processes: 64 };

test("in cgroup v2 one group has both limits, and no swap", () => {
  mkdirSync(join(parent, "job"));
  writeFileSync(join(parent, "job", "memory.swap.max"), "max");
  const parents = { version: 2, memory: parent, pids: parent } as const;
  const groups = makeGroups(parents, "job", LIMITS);
  expect(groups.folders).toEqual([join(parent, "job")]);
  expect(groups.processFiles).toEqual([join(parent, "job", "cgroup.procs")]);
  const written = readdirSync(join(parent, "job")).map((name) => [name, textOf(name)]);
  expect(Object.fromEntries(written)).toEqual({
    "memory.max": "134217728",
    "memory.swap.max": "0",
    "pids.max": "64",
  });
  writeFileSync(join(parent, "job", "memory.events"), "low 0\nhigh 0\nmax 9\noom 2\noom_kill 1\n");
  expect(groups.outOfMemoryCount()).toBe(1);
});

test("in cgroup v1 a missing controller leaves its limit to the judge", () => {
  const groups = makeGroups({ version: 1, memory: parent, pids: undefined }, "job", LIMITS);
  expect(readdirSync(join(parent, "job"))).toEqual(["memory.limit_in_bytes"]);
  expect(groups.outOfMemoryCount()).toBe(0);
  writeFileSync(join(parent, "job", "memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
  expect(groups.outOfMemoryCount()).toBe(3);
});

test("a group that cannot be removed yet is named, and one that is gone is not", () => {
  const parents = { version: 1, memory: join(parent, "memory"), pids: join(parent, "pids") } as const;
  const folders = groupFolders(parents, "job");
  expect(folders).toEqual([join(parent, "memory", "job"), join(parent, "pids", "job")]);
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  writeFileSync(join(parent, "pids", "job", "held"), "");
  expect(removeGroups(folders)).toEqual([join(parent, "pids", "job")]);
  rmSync(join(parent, "pids", "job", "held"));
  expect(removeGroups(folders)).toEqual([]);
  expect(folders.some(existsSync)).toBe(false);
});

function textOf(name: string): string {
  return readFileSync(join(parent, "job", name), "utf8");
}
