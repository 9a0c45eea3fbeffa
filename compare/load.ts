/** Runs the load generator against a server, and measures what both of them used meanwhile. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { machineTime, stealBetween } from "./process.ts";
import type { Edge, Sample } from "./record.ts";
import type { Server } from "./server.ts";

export interface Load {
  readonly program: string;
  /** The core it is pinned to; undefined for all cores. */
  readonly core: number | undefined;
  readonly connections: number;
  readonly pipeline: number;
  readonly seconds: number;
  readonly churn?: boolean;
  readonly rate?: number;
  readonly requestsFile?: string;
  readonly edges?: boolean;
}

/** What load.c prints when it ends. */
interface Measured {
  readonly requests: number;
  readonly rate: number;
  readonly processor: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly silent: number;
  readonly late: number;
  readonly edges?: readonly Edge[];
  readonly errors: Readonly<Record<string, number>>;
}

export interface LoadResult {
  readonly sample: Sample;
  readonly edges: readonly Edge[];
}

/** The warm-up of a run; at most half of its measured time. */
const WARMUP_SECONDS = 0.2;
/** Allowed beyond the measured time, for connecting thousands and for ending. */
const SPARE_SECONDS = 25;

function spawnLoad(server: Server, load: Load, flags: readonly string[]) {
  const pinned = load.core === undefined ? [] : ["taskset", "-c", String(load.core)];
  const argv = [
    load.program,
    "127.0.0.1",
    String(server.port),
    "--connections",
    String(load.connections),
    ...flags,
  ];
  return Bun.spawn([...pinned, ...argv], { stdio: ["pipe", "pipe", "pipe"] });
}

/** @throws {Error} if nothing was measured */
export async function runLoad(server: Server, load: Load): Promise<LoadResult> {
  const { peer } = server;
  const running = spawnLoad(server, load, [
    ...["--pipeline", String(load.pipeline), "--request", peer.request],
    ...["--lines-per-reply", String(peer.linesPerReply)],
    ...["--seconds", String(load.seconds), "--warmup", String(Math.min(WARMUP_SECONDS, load.seconds / 2))],
    ...(load.churn ? ["--churn"] : []),
    ...(load.rate === undefined ? [] : ["--rate", String(load.rate)]),
    ...(load.requestsFile === undefined ? [] : ["--requests-file", load.requestsFile]),
    ...(load.edges ? ["--edges"] : []),
  ]);
  const timer = setTimeout(() => running.kill("SIGKILL"), (load.seconds + SPARE_SECONDS) * 1000);
  const before = { at: performance.now(), processor: 0, machine: machineTime(), residentKib: 0 };
  try {
    for await (const line of createInterface({ input: Readable.fromWeb(running.stdout) })) {
      const report = JSON.parse(line) as { readonly event: string };
      if (report.event === "measuring") {
        before.processor = server.processorSeconds;
        before.at = performance.now();
        before.machine = machineTime();
        before.residentKib = server.residentKib;
      } else {
        const seconds = (performance.now() - before.at) / 1000;
        const used = server.processorSeconds - before.processor;
        return resultOf(report as unknown as Measured, used, seconds, before);
      }
    }
    throw new Error(
      (await new Response(running.stderr).text()).trim() || `the load ended with ${await running.exited}`,
    );
  } finally {
    await running.exited;
    clearTimeout(timer);
  }
}

function resultOf(
  measured: Measured,
  used: number,
  seconds: number,
  before: { readonly machine: ReturnType<typeof machineTime>; readonly residentKib: number },
): LoadResult {
  if (measured.requests === 0) throw new Error("no reply came within the measured time");
  const errors = Object.values(measured.errors).reduce((sum, count) => sum + count, measured.late);
  return {
    sample: {
      rate: measured.rate,
      p50Us: measured.p50Us,
      p99Us: measured.p99Us,
      p999Us: measured.p999Us,
      serverCores: used / seconds,
      loadCores: measured.processor,
      microsPerRequest: (used / seconds / measured.rate) * 1e6,
      residentMib: before.residentKib / 1024,
      steal: stealBetween(before.machine, machineTime()),
      errors,
      silent: measured.silent,
    },
    edges: measured.edges ?? [],
  };
}

/** Opens silent connections; disposing of the result closes them. */
export async function hold(
  server: Server,
  load: Pick<Load, "program" | "core" | "connections">,
): Promise<AsyncDisposable> {
  const running = spawnLoad(server, { ...load, pipeline: 1, seconds: 1 }, ["--hold"]);
  const first = await running.stdout.getReader().read();
  if (first.done) throw new Error((await new Response(running.stderr).text()).trim());
  return {
    async [Symbol.asyncDispose]() {
      running.stdin.end();
      await running.exited;
    },
  };
}
