/** The slowest hundredth of the replies, at a rate that everyone can serve: half of what the slowest ranked one can. */
import { type Context, loadOf, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Grid, Run } from "../record.ts";
import type { Server } from "../server.ts";
import { median } from "../statistics.ts";

const CONNECTIONS = 50;

export async function measureTail(context: Context): Promise<NonNullable<Run["tail"]>> {
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
      context.told,
    );
    const rate = Math.floor(slowestOf(highest) / 2 / 1000) * 1000 || 1000;
    const row = { name: "half", loadFor: () => loadOf(context, "pinned", { ...shape, rate }) };
    return { rate, grid: await runGrid(servers, [row], context.rounds, context.told) };
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
