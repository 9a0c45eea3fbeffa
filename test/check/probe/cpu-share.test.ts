/** Spinning is found by processor time against what the process could get, also where others want the processor. */
import { expect, test } from "bun:test";
import { availableParallelism } from "node:os";
import { judgeSpinning } from "../../../src/check/probe/cpu-share.ts";
import { TargetServer } from "../../../src/check/target/target-server.ts";

const SPIN = ["sh", "-c", "while :; do :; done"];
/** A server that wakes now and then, and sleeps otherwise. */
const CALM = ["sh", "-c", "while :; do sleep 0.05; done"];

async function judged(command: readonly string[]) {
  const server = await TargetServer.start(command);
  try {
    return await judgeSpinning(() => server.cpuTimes());
  } finally {
    await server.stop();
  }
}

async function besideBusyOnes(perCore: number, run: () => Promise<void>) {
  const busy = Array.from({ length: perCore * availableParallelism() }, () => Bun.spawn(SPIN));
  try {
    await run();
  } finally {
    for (const child of busy) child.kill("SIGKILL");
    await Promise.all(busy.map(({ exited }) => exited));
  }
}

test("a server that spins is found on a machine that has time", async () => {
  expect(await judged(SPIN)).toBeGreaterThanOrEqual(20);
}, 30_000);

test("a server that spins is found where eight others want each core, and a calm one is no spinner there", async () => {
  await besideBusyOnes(8, async () => {
    const [spinning, calm] = [await judged(SPIN), await judged(CALM)];
    // Where nothing is certain it is skipped: it never passes because the machine was busy.
    if (spinning !== "machine-too-busy") expect(spinning).toBeGreaterThanOrEqual(20);
    expect(["calm", "machine-too-busy"]).toContain(String(calm));
  });
}, 60_000);

test("what starved all the time is neither calm nor spinning", async () => {
  const starved = { usedSeconds: 0, waitedSeconds: new Map(), isRunnable: true };
  expect(await judgeSpinning(() => starved)).toBe("machine-too-busy");
}, 30_000);
