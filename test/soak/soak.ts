/** One soak: the real server under a long load, and what it holds at the end that it did not hold at the start. */
import { readdirSync } from "node:fs";
import { JamServer } from "../end-to-end/support/jam-server.ts";
import { descriptorCount, residentMib } from "../end-to-end/support/process-facts.ts";
import { type Extent, Load, REQUESTS_A_BATCH } from "./load.ts";

/** 200 million requests on 400,000 connections: half to warm up, half to measure. */
export const FULL: Extent = { connections: 400_000, batchesEach: 5 };

/** The part after which the server has compiled its hot code and its heap has reached its size. */
const WARM_UP = 0.5;
const SAMPLE_MS = 250;
const SETTLE_SECONDS = 10;
/** Longer than the server lingers after its FIN. */
const STILL_MS = 2_500;

interface Sample {
  readonly millions: number;
  readonly mib: number;
}

export async function soak(extent: Extent) {
  await using server = await JamServer.start(["--host", "0.0.0.0", "--zone", "UTC", "--log-level", "info"]);
  await new Load(server.port, { connections: 96, batchesEach: 1 }).run(); // opens what is opened only once
  const held = () => ({
    descriptors: descriptorCount(server.pid),
    tasks: readdirSync(`/proc/${server.pid}/task`).length,
  });
  const before = await settled(held);

  const load = new Load(server.port, extent);
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const sampling = setInterval(() => {
    samples.push({ millions: load.replies / 1e6, mib: residentMib(server.pid) });
  }, SAMPLE_MS);
  await load.run();
  clearInterval(sampling);
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await settled(held, before);
  const { stopped, exit } = await server.stop();
  const warm = samples.filter(({ millions }) => millions >= WARM_UP * (load.replies / 1e6));
  return {
    ...{ before, after, exit, seconds, counts: stopped.counts },
    requests: extent.connections * extent.batchesEach * REQUESTS_A_BATCH,
    replies: load.replies,
    connections: load.connections,
    faults: Object.fromEntries(load.faults),
    firstMib: warm[0]?.mib ?? Number.NaN,
    lastMib: warm.at(-1)?.mib ?? Number.NaN,
    slopeKib: slopeOf(warm) * 1024,
  };
}

export type Soaked = Awaited<ReturnType<typeof soak>>;

/** What is wrong, a sentence each; memory is checked in the long form only. */
export function faultsOf(found: Soaked): readonly string[] {
  const { before, after, counts } = found;
  const faults: readonly (readonly [boolean, string])[] = [
    [found.replies !== found.requests, `${found.requests} requests, ${found.replies} right replies`],
    [Object.keys(found.faults).length > 0, `faults: ${JSON.stringify(found.faults)}`],
    [
      before.descriptors !== after.descriptors,
      `${before.descriptors} descriptors before, ${after.descriptors} after`,
    ],
    // Bun ends idle helper threads of its own.
    [before.tasks < after.tasks, `${before.tasks} threads before, ${after.tasks} after`],
    [counts["full"] !== 0, `${counts["full"]} were refused`],
    [found.exit !== 0, `the server ended with ${found.exit}`],
  ];
  return faults.flatMap(([isSo, sentence]) => (isSo ? [sentence] : []));
}

interface Held {
  readonly descriptors: number;
  readonly tasks: number;
}

/** What is held once it no longer changes, or at the deadline: closing connections takes a while. */
async function settled(held: () => Held, wanted?: Held): Promise<Held> {
  let [last, since] = [held(), performance.now()];
  const deadline = since + SETTLE_SECONDS * 1000;
  while (performance.now() < deadline && performance.now() - since < STILL_MS) {
    await Bun.sleep(SAMPLE_MS / 5);
    const now = held();
    const isSame = now.descriptors === last.descriptors && now.tasks === last.tasks;
    if (isSame && now.descriptors === wanted?.descriptors && now.tasks === wanted.tasks) return now;
    if (!isSame) [last, since] = [now, performance.now()];
  }
  return held();
}

/** Slope of the least-squares line through the samples: MiB per million requests. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ millions }) => millions));
  const y = mean(samples.map(({ mib }) => mib));
  const up = samples.reduce((sum, { millions, mib }) => sum + (millions - x) * (mib - y), 0);
  const across = samples.reduce((sum, { millions }) => sum + (millions - x) ** 2, 0);
  return up / across;
}
