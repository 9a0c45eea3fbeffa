/** One process in /proc, by real processes. */
import { expect, test } from "bun:test";
import { childOf, residentKib, signalTo, startTimeOf, statOf } from "../../src/proc/process.ts";
import { until } from "../end-to-end/support/within.ts";

const onLinux = test.if(process.platform === "linux");

onLinux("a process has its parent, its start and its memory; one that has ended has none", async () => {
  const child = Bun.spawn(["sleep", "60"]);
  expect(statOf(child.pid)).toMatchObject({ pid: child.pid, parent: process.pid, threads: 1 });
  expect(startTimeOf(child.pid)).toBeGreaterThanOrEqual(startTimeOf(process.pid) ?? Number.NaN);
  expect(residentKib(process.pid)).toBeGreaterThan(1_000);
  expect(signalTo(child.pid, 0)).toBe(true);
  expect(signalTo(child.pid, "SIGKILL")).toBe(true);
  await child.exited;
  expect([statOf(child.pid), startTimeOf(child.pid)]).toEqual([undefined, undefined]);
  expect(signalTo(child.pid, 0)).toBe(false);
});

onLinux("the first child is found", async () => {
  const shell = Bun.spawn(["sh", "-c", "sleep 60 & wait"]);
  await until(
    5,
    () => childOf(shell.pid) !== undefined,
    () => "the child",
  );
  const child = childOf(shell.pid) ?? 0;
  expect(statOf(child)?.parent).toBe(shell.pid);
  expect(childOf(child)).toBeUndefined();
  for (const pid of [child, shell.pid]) signalTo(pid, "SIGKILL");
  await shell.exited;
});
