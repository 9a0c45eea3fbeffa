/** From the start of the process to its first reply, at default settings. */
import { type Context, startServer } from "../context.ts";
import type { Values } from "../record.ts";

const STARTS = 11;

export async function measureStart(context: Context): Promise<Values> {
  const values: Record<string, number[]> = Object.fromEntries(context.peers.map(({ name }) => [name, []]));
  for (let round = 0; round < (context.isShort ? 1 : STARTS); round++) {
    for (const peer of context.peers) {
      await using server = await startServer(context, peer, "default", "free");
      if (server === undefined) continue;
      values[peer.name]?.push(server.startMs);
      context.reporter.progress(`start ${peer.name} ${server.startMs.toFixed(1)} ms`);
    }
  }
  return values;
}
