/** A process and everything that it started in /proc, with real processes. */
import { expect, test } from "bun:test";
import { treeOf, usageOf } from "../../src/proc/process-tree.ts";
import { until } from "../end-to-end/support/within.ts";

const onLinux = test.if(process.platform === "linux");

/** Leads a group of its own, as a server that is judged does; is killed with its group at the end. */
async function withProgram(command: readonly string[], look: (pid: number) => Promise<void>): Promise<void> {
  const child = Bun.spawn(["setsid", "-w", ...command], { stdio: ["pipe", "ignore", "inherit"] });
  try {
    await look(child.pid);
  } finally {
    for (const pid of treeOf(child.pid)) process.kill(pid, "SIGKILL");
    await child.exited;
  }
}

onLinux(
  "a process is its tree's first, its children and theirs follow, in a session of their own too",
  async () => {
    await withProgram(["sh", "-c", "sleep 60 & setsid sleep 60 & (sleep 60 & wait) & wait"], async (pid) => {
      await until(
        5,
        () => treeOf(pid).length >= 5,
        () => `five processes, but ${treeOf(pid)}`,
      );
      expect(treeOf(pid)[0]).toBe(pid);
      expect(treeOf(pid)).not.toContain(process.pid);
    });
  },
);

onLinux("the rest of a group is found when its leader has ended", async () => {
  const leader = Bun.spawn(["sh", "-c", "sleep 60 & exec sleep 60"], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore"],
  });
  await until(
    5,
    () => treeOf(leader.pid).length === 2,
    () => "two processes",
  );
  const [, child = 0] = treeOf(leader.pid);
  leader.kill("SIGKILL");
  await leader.exited;
  expect(treeOf(leader.pid)).toEqual([child]);
  process.kill(child, "SIGKILL");
});

onLinux("memory, threads and processor time are those of the whole tree", async () => {
  const program = `
import sys, threading, time
block = bytearray(60 << 20)
for _ in range(3): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
end = time.process_time() + 0.3
while time.process_time() < end: pass
time.sleep(60)
`;
  await withProgram(["sh", "-c", 'python3 -c "$0" & wait', program], async (pid) => {
    const usage = () => usageOf(treeOf(pid)) ?? { cpuSeconds: 0, memoryKib: 0, threads: 0 };
    await until(
      10,
      () => usage().cpuSeconds >= 0.3,
      () => `0.3 s of CPU, but ${JSON.stringify(usage())}`,
    );
    expect(usage().memoryKib).toBeGreaterThan(60 << 10);
    expect(usage().threads).toBeGreaterThanOrEqual(5); // the shell, and four of Python
    expect(usage().threads).toBeLessThan(20);
  });
});

onLinux("the processor time of children that have ended is included", async () => {
  const program = `
import os, sys, time
if os.fork() == 0:
    end = time.process_time() + 0.4 # /proc counts user and system time apart, each cut off to 10 ms
    while time.process_time() < end: pass
    os._exit(0)
os.wait()
time.sleep(60)
`;
  await withProgram(["python3", "-c", program], async (pid) => {
    const seconds = () => usageOf(treeOf(pid))?.cpuSeconds ?? 0;
    await until(
      10,
      () => seconds() >= 0.3,
      () => `0.3 s, but ${seconds()}`,
    );
    await until(
      10,
      () => treeOf(pid).length === 1,
      () => "the child's end",
    );
    // Its parent may not have waited for it yet.
    await until(
      10,
      () => seconds() >= 0.3,
      () => `0.3 s after its end, but ${seconds()}`,
    );
  });
});

onLinux("a process that has ended has no known usage", async () => {
  const child = Bun.spawn(["true"]);
  await child.exited;
  expect(usageOf([child.pid])).toBeUndefined();
  expect(usageOf([])).toBeUndefined();
});
