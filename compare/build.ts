/** Compiles the load generator and the compiled peers into a folder of this run alone. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mixedStream } from "./mixed-stream.ts";
import type { Peer } from "./peers/peer.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const C_FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Wno-pointer-arith", "-Werror"];

export interface Built {
  readonly load: string;
  readonly mixedStream: string;
}

/** @throws {Error} with the compiler's messages */
export function build(folder: string, peers: readonly Peer[]): Built {
  mkdirSync(folder, { recursive: true });
  const load = join(folder, "load");
  const sources = [...new Bun.Glob("load/*.c").scanSync(here)].map((file) => join(here, file));
  run(["cc", ...C_FLAGS, "-o", load, ...sources]);
  run(["cc", ...C_FLAGS, "-o", join(folder, "baseline"), join(here, "baseline/baseline.c")]);
  if (peers.some(({ name }) => name === "go"))
    run(["go", "build", "-o", join(folder, "goroutines"), join(here, "peers/goroutines.go")]);
  const stream = join(folder, "mixed-stream");
  writeFileSync(stream, mixedStream());
  return { load, mixedStream: stream };
}

function run(argv: string[]): void {
  const { success, stderr } = Bun.spawnSync(argv, { stdout: "ignore", stderr: "pipe", timeout: 120_000 });
  if (!success) throw new Error(`${argv[0]} failed:\n${stderr}`);
}
