/** Runs rows against servers in turn, A B C … C B A …; the other servers are stopped meanwhile. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Load, runLoad } from "./load.ts";
import type { Grid, Sample } from "./record.ts";
import type { Server } from "./server.ts";

/** One row's load for every server; undefined skips a server. */
export interface GridRow {
  readonly name: string;
  loadFor(server: Server): Load | undefined;
  /** How undisturbed a run must be; CALM by default. */
  readonly calm?: Calm;
}

/** A run that lost more than the share `steal` to the hypervisor is repeated, up to `runs` in all; the calmest counts. */
export interface Calm {
  readonly steal: number;
  readonly runs: number;
}

export interface Reporter {
  progress(text: string): void;
  failure(text: string): void;
}

/** A machine can stall for longer than a short run lasts, so a run without a reply is repeated once, longer. */
const SECOND_TRY_SECONDS = 1;

const CALM: Calm = { steal: 0.05, runs: 2 };

/** A server may appear more than once, under different names. */
export async function runGrid(
  servers: Readonly<Record<string, Server>>,
  rows: readonly GridRow[],
  rounds: number,
  reporter: Reporter,
): Promise<Grid> {
  const grid: Record<string, Record<string, (Sample | undefined)[]>> = {};
  for (const server of Object.values(servers)) server.pause();
  for (let round = 1; round <= rounds; round++) {
    // Every second round backwards, so that a drift of the machine favours no server.
    const inTurn = round % 2 === 1 ? Object.entries(servers) : Object.entries(servers).toReversed();
    for (const row of rows) {
      for (const [name, server] of inTurn) {
        const load = row.loadFor(server);
        if (load === undefined) continue;
        server.resume();
        const sample = await runAgainst(server, load, row.calm ?? CALM).catch((error: Error) => {
          reporter.failure(`${row.name}, ${name}: ${error.message}`);
          return undefined;
        });
        await server.settle();
        server.pause();
        grid[row.name] ??= {};
        const byServer = grid[row.name] as Record<string, (Sample | undefined)[]>;
        byServer[name] ??= [];
        byServer[name]?.push(sample);
        reporter.progress(
          `round ${round} ${row.name} ${name} ${sample === undefined ? "failed" : Math.round(sample.rate)}`,
        );
      }
    }
  }
  for (const server of Object.values(servers)) server.resume();
  return grid;
}

async function runAgainst(server: Server, load: Load, calm: Calm): Promise<Sample> {
  await sleep(20);
  const { sample } = await runLoad(server, load).catch(async () => {
    await server.settle();
    return runLoad(server, { ...load, seconds: Math.max(SECOND_TRY_SECONDS, 2 * load.seconds) });
  });
  return calmestOf(sample, calm, async () => {
    await server.settle();
    return (await runLoad(server, load)).sample;
  });
}

export async function calmestOf<Run extends Pick<Sample, "steal">>(
  first: Run,
  calm: Calm,
  again: () => Promise<Run>,
): Promise<Run> {
  let calmest = first;
  for (let runs = 1; calmest.steal > calm.steal && runs < calm.runs; runs++) {
    const run = await again().catch(() => undefined); // the first run is good enough
    if (run === undefined) break;
    if (run.steal < calmest.steal) calmest = run;
  }
  return calmest;
}
