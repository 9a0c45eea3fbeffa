/** The machine, kernel and programs that were measured. */
import { availableParallelism, cpus, release, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Peer } from "./peers/peer.ts";
import { machineTime } from "./process.ts";

const SAMPLE_MS = 500;

/** Cores that other programs keep busy, before the comparison starts anything. */
export async function busyCores(): Promise<number> {
  const before = machineTime();
  await sleep(SAMPLE_MS);
  const after = machineTime();
  const idle = (after.idle - before.idle) / Math.max(1, after.total - before.total);
  return availableParallelism() * (1 - idle);
}

export function machineFacts() {
  return {
    processor: cpus()[0]?.model ?? "unknown processor",
    cores: availableParallelism(),
    memoryGib: totalmem() / 2 ** 30,
    kernel: `Linux ${release()}`,
  };
}

/** The first line of its version output, without build details. */
export function versionOf(peer: Peer): string {
  const { stdout, stderr } = Bun.spawnSync([...peer.version], {
    stdout: "pipe",
    stderr: "pipe",
    timeout: 10_000,
  });
  const line = `${stdout}${stderr}`.trim().split("\n")[0] ?? "";
  return line.replace(/ sha=.*/, "");
}

/** The Debian package of the first missing program. */
export function missingPackage(peer: Peer): string | undefined {
  return Object.entries(peer.needs).find(([program]) => Bun.which(program) === null)?.[1];
}
