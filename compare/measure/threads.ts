/** jam with 1, 2 and 4 serving threads, on all cores, which the load shares. */
import { type Context, loadOf, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Grid } from "../record.ts";
import type { Server } from "../server.ts";

const THREADS = [1, 2, 4] as const;

export async function measureThreads(context: Context): Promise<Grid> {
  const servers: Record<string, Server> = {};
  try {
    for (const peer of context.peers.filter(({ role }) => role === "jam")) {
      for (const threads of THREADS) {
        const server = await startServer(context, peer, threads, "free");
        if (server !== undefined) servers[String(threads)] = server;
      }
    }
    const rows = (context.isShort ? [16] : [1, 16]).map((pipeline) => ({
      name: `50x${pipeline}`,
      loadFor: () => loadOf(context, "free", { connections: 50, pipeline }),
    }));
    return await runGrid(servers, rows, Math.min(3, context.rounds), context.reporter);
  } finally {
    await stopAll(servers);
  }
}
