/** p99 at a rate that every peer can serve: half of the slowest one's highest rate. */
import { type Context, loadOf, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Grid, Tail } from "../record.ts";
import type { Server } from "../server.ts";
import { median } from "../statistics.ts";

const CONNECTIONS = 50;

/** One stall of some ms decides the p99 of a short run and is missing in the next, so runs are longer, and more, than for a rate. */
const TIMES_AS_LONG = 3;
const TIMES_AS_MANY = 2;

/** A just-in-time compiler works for some runs whenever connections, rate or pauses change. */
const WARM_UP_ROUNDS = 4;

/** All of the time that the hypervisor takes falls into the slowest replies. */
const CALM = { steal: 0.005, runs: 3 };

export async function measureTail(context: Context): Promise<Tail> {
  const servers: Record<string, Server> = {};
  try {
    for (const peer of context.peers.filter(({ role }) => role !== "shown")) {
      const server = await startServer(context, peer, "one", "pinned");
      if (server !== undefined) servers[peer.name] = server;
    }
    const shape = { connections: CONNECTIONS, pipeline: 1 };
    const highest = await runGrid(
      servers,
      [{ name: "highest", loadFor: () => loadOf(context, "pinned", shape) }],
      Math.min(3, context.rounds),
      context.reporter,
    );
    const rate = Math.floor(slowestOf(highest) / 2 / 1000) * 1000 || 1000;
    const warmUp = { name: "warm-up", loadFor: () => loadOf(context, "pinned", { ...shape, rate }) };
    await runGrid(servers, [warmUp], context.isShort ? 1 : WARM_UP_ROUNDS, context.reporter);
    const seconds = TIMES_AS_LONG * context.seconds;
    const row = {
      name: "half",
      loadFor: () => loadOf(context, "pinned", { ...shape, rate, seconds }),
      calm: CALM,
    };
    const rounds = TIMES_AS_MANY * context.rounds;
    return { rate, seconds, rounds, grid: await runGrid(servers, [row], rounds, context.reporter) };
  } finally {
    await stopAll(servers);
  }
}

function slowestOf(highest: Grid): number {
  const medians = Object.values(highest["highest"] ?? {}).map((samples) =>
    median(samples.flatMap((sample) => (sample === undefined ? [] : [sample.rate]))),
  );
  return Math.min(...medians);
}
