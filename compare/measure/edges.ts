/** How soon behind the clock's edge the replies show the new second, under full load. */
import { type Context, loadOf, startServer } from "../context.ts";
import { runLoad } from "../load.ts";
import type { Edge } from "../record.ts";

/** Edges that are looked at. */
const EDGES = 60;

export async function measureEdges(context: Context): Promise<readonly Edge[]> {
  const jam = context.peers.find(({ role }) => role === "jam");
  await using server = jam && (await startServer(context, jam, "one", "pinned"));
  if (server === undefined) return [];
  const seconds = context.isShort ? 1.2 : EDGES + 0.5;
  context.told.progress(`edges, for ${seconds} s`);
  const load = loadOf(context, "pinned", { connections: 50, pipeline: 16, seconds, edges: true });
  return (await runLoad(server, load)).edges;
}
