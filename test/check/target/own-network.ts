/** Tests in a network of their own, with nothing in it but what they put there; skipped where none can be made. */
import { test } from "bun:test";

const MAKE = ["unshare", "-rn"] as const;

const canMake =
  Bun.which("unshare") !== null && Bun.which("ip") !== null && Bun.spawnSync([...MAKE, "ip", "link"]).success;

export function testInOwnNetwork(title: string, run: () => Promise<void>, milliseconds?: number): void {
  test.skipIf(!canMake)(`${title} (needs unshare -rn and ip)`, run, milliseconds);
}

/** The command in a network without routes, after a shell command that may change that. */
export function inOwnNetwork(before: string, command: readonly string[]): readonly string[] {
  return [...MAKE, "sh", "-c", `${before} && exec "$@"`, "sh", ...command];
}
