/** The two tables: one serving thread each on a core of its own, and default settings. */
import { type Context, loadOfRow, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Grid } from "../record.ts";
import type { Row } from "../rows.ts";
import type { Server } from "../server.ts";

export async function measureTable(
  context: Context,
  kind: "one" | "default",
  rows: readonly Row[],
): Promise<Grid> {
  const pinning = kind === "one" ? "pinned" : "free";
  const servers: Record<string, Server> = {};
  try {
    for (const peer of context.peers) {
      const server = await startServer(context, peer, kind, pinning);
      if (server !== undefined) servers[peer.name] = server;
    }
    const gridRows = rows.map((row) => ({
      name: row.name,
      loadFor: ({ peer }: Server) => loadOfRow(context, pinning, row, peer),
    }));
    return await runGrid(servers, gridRows, context.rounds, context.reporter);
  } finally {
    await stopAll(servers);
  }
}
