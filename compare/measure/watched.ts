/** The cost of an open monitor page: jam with one reader of its stream, and jam with the monitor off. */
import { type Context, loadOf, startServer, stopAll } from "../context.ts";
import { runGrid } from "../grid.ts";
import type { Peer } from "../peers/peer.ts";
import type { Grid } from "../record.ts";
import { UNWATCHED } from "../rows.ts";
import { freePort, type Server } from "../server.ts";

const SHAPES = [
  { name: "50x1", connections: 50, pipeline: 1 },
  { name: "50x16", connections: 50, pipeline: 16 },
] as const;

function withMonitor(jam: Peer, place: string): Peer {
  return {
    ...jam,
    command(start) {
      const { argv, ...rest } = jam.command(start);
      return { ...rest, argv: [...argv, "--monitor", place] };
    },
  };
}

/** Reads the stream as the page does, until aborted. The monitor listens a moment after the server. */
async function watch(place: string, stopped: AbortSignal): Promise<void> {
  const response = await stream(place, stopped, 20);
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`);
  for await (const _ of response.body);
}

async function stream(place: string, signal: AbortSignal, tries: number): Promise<Response> {
  try {
    return await fetch(`http://${place}/api/v1/stream`, { signal });
  } catch (error) {
    if (tries === 1 || signal.aborted) throw error;
    await Bun.sleep(100);
    return stream(place, signal, tries - 1);
  }
}

export async function measureWatched(context: Context): Promise<Grid> {
  const jam = context.peers.find(({ role }) => role === "jam");
  if (jam === undefined) return {};
  const place = `127.0.0.1:${freePort()}`;
  const servers: Record<string, Server> = {};
  const stop = new AbortController();
  const watching = Promise.withResolvers<never>();
  try {
    for (const [name, peer] of [
      ["jam", withMonitor(jam, place)],
      [UNWATCHED, withMonitor(jam, "off")],
    ] as const) {
      const server = await startServer(context, peer, "one", "pinned");
      if (server === undefined) return {};
      servers[name] = server;
    }
    watch(place, stop.signal).catch(watching.reject);
    const rows = SHAPES.map(({ name, ...shape }) => ({
      name,
      loadFor: () => loadOf(context, "pinned", shape),
    }));
    return await Promise.race([runGrid(servers, rows, context.rounds, context.reporter), watching.promise]);
  } finally {
    watching.promise.catch(() => {}); // aborting the stream rejects it
    stop.abort();
    await stopAll(servers);
  }
}
