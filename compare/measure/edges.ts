/** How soon after the clock's edge the replies show the new second, under full load. */
import { type Context, loadOf, startServer } from "../context.ts";
import { type Calm, calmestOf } from "../grid.ts";
import { runLoad } from "../load.ts";
import type { Edge } from "../record.ts";

/** Edges are watched in parts, so that a part disturbed by the hypervisor can be repeated. */
const PARTS = 4;
const EDGES = 15;
const CALM: Calm = { steal: 0.005, runs: 3 };

export async function measureEdges(context: Context): Promise<readonly Edge[]> {
  const jam = context.peers.find(({ role }) => role === "jam");
  await using server = jam && (await startServer(context, jam, "one", "pinned"));
  if (server === undefined) return [];
  const seconds = context.isShort ? 1.2 : EDGES + 0.5;
  const load = loadOf(context, "pinned", { connections: 50, pipeline: 16, seconds, edges: true });
  const run = async () => {
    context.reporter.progress(`edges, for ${seconds} s`);
    const { sample, edges } = await runLoad(server, load);
    return { steal: sample.steal, edges };
  };
  const edges: Edge[] = [];
  for (let part = 0; part < (context.isShort ? 1 : PARTS); part++)
    edges.push(...(await calmestOf(await run(), context.isShort ? { ...CALM, runs: 1 } : CALM, run)).edges);
  return edges;
}
