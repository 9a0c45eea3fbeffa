/** CPU time per request, and memory, as connections and pipelining grow. */
import { type Context, loadOf, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Curve, Grid, Point } from "../record.ts";
import type { Server } from "../server.ts";

const CONNECTIONS = [10, 100, 1000, 5000, 10_000, 15_000] as const;
const PIPELINING = [1, 4, 16, 64, 250, 1000, 4000] as const;
const SHORT = [10] as const;

export function byConnections(context: Context): Promise<Curve> {
  return measureCurve(context, context.isShort ? SHORT : CONNECTIONS, (connections) => ({
    connections,
    pipeline: 1,
  }));
}

export function byPipelining(context: Context): Promise<Curve> {
  return measureCurve(context, context.isShort ? SHORT : PIPELINING, (pipeline) => ({
    connections: 50,
    pipeline,
  }));
}

async function measureCurve(
  context: Context,
  xs: readonly number[],
  shapeOf: (x: number) => { readonly connections: number; readonly pipeline: number },
): Promise<Curve> {
  const servers: Record<string, Server> = {};
  try {
    for (const peer of context.peers) {
      if (peer.skips({ ...shapeOf(1), churn: false })) continue;
      const server = await startServer(context, peer, "one", "pinned");
      if (server !== undefined) servers[peer.name] = server;
    }
    const rows = xs.map((x) => ({
      name: String(x),
      loadFor: ({ peer }: Server) =>
        peer.skips({ ...shapeOf(x), churn: false }) ? undefined : loadOf(context, "pinned", shapeOf(x)),
    }));
    return curveOf(await runGrid(servers, rows, 1, context.reporter), Object.keys(servers), xs);
  } finally {
    await stopAll(servers);
  }
}

function curveOf(grid: Grid, names: readonly string[], xs: readonly number[]): Curve {
  const pointsOf = (name: string) =>
    xs.flatMap((x): Point[] => {
      const sample = grid[String(x)]?.[name]?.[0];
      if (sample === undefined) return [];
      return [{ x, microsPerRequest: sample.microsPerRequest, residentMib: sample.residentMib }];
    });
  return Object.fromEntries(names.map((name) => [name, pointsOf(name)]));
}
