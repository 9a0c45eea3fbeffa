/** Runs rows against servers in turn, A B C … A B C …, the servers that are not asked standing still. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Load, runLoad } from "./load.ts";
import type { Grid, Sample } from "./record.ts";
import type { Server } from "./server.ts";

/** What is asked of every server in one row; undefined leaves a server out. */
export interface GridRow {
  readonly name: string;
  loadFor(server: Server): Load | undefined;
  /** What is asked of the machine; CALM where undefined. */
  readonly calm?: Calm;
}

/** A run in which the hypervisor took more than `steal` is done again, up to `runs` in all; the calmest counts. */
export interface Calm {
  readonly steal: number;
  readonly runs: number;
}

export interface Told {
  progress(text: string): void;
  failure(text: string): void;
}

/** A machine can stand still for longer than a short run lasts; a run that gave nothing is done once more, longer. */
const SECOND_TRY_SECONDS = 1;

const CALM: Calm = { steal: 0.05, runs: 2 };

/** Any server may be there more than once, under names of its own. */
export async function runGrid(
  servers: Readonly<Record<string, Server>>,
  rows: readonly GridRow[],
  rounds: number,
  told: Told,
): Promise<Grid> {
  const grid: Record<string, Record<string, (Sample | undefined)[]>> = {};
  for (const server of Object.values(servers)) server.pause();
  for (let round = 1; round <= rounds; round++) {
    for (const row of rows) {
      for (const [name, server] of Object.entries(servers)) {
        const load = row.loadFor(server);
        if (load === undefined) continue;
        server.resume();
        const sample = await runAgainst(server, load, row.calm ?? CALM).catch((error: Error) => {
          told.failure(`${row.name}, ${name}: ${error.message}`);
          return undefined;
        });
        await server.settle();
        server.pause();
        grid[row.name] ??= {};
        const byServer = grid[row.name] as Record<string, (Sample | undefined)[]>;
        byServer[name] ??= [];
        byServer[name]?.push(sample);
        told.progress(
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
    const run = await again().catch(() => undefined); // there is one already
    if (run === undefined) break;
    if (run.steal < calmest.steal) calmest = run;
  }
  return calmest;
}
