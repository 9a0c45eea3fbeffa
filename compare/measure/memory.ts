/** Memory: at rest with two threads, and the cost of a silent connection. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, startServer } from "../context.ts";
import { hold } from "../load.ts";
import type { Values } from "../record.ts";

/** The fewest that allow a 95 % interval. The runtime's compiler and collector make repetitions differ by a tenth. */
const REPETITIONS = 6;
/** Lets the allocations at a runtime's start settle. */
const restMs = ({ isShort }: Context) => (isShort ? 100 : 1000);

const SILENT_CONNECTIONS = 9000;
const WARMING_CONNECTIONS = 200;

export async function measureSilent(context: Context): Promise<Values> {
  const connections = context.isShort ? 500 : SILENT_CONNECTIONS;
  const row = { connections, pipeline: 1, churn: false };
  const peers = context.peers.filter((peer) => !peer.skips(row));
  return repeat(
    context,
    peers.map(({ name }) => name),
    async (name) => {
      const peer = peers.find((each) => each.name === name);
      await using server = peer && (await startServer(context, peer, "one", "pinned"));
      if (server === undefined) return undefined;
      await sleep(restMs(context));
      const load = { program: context.built.load, core: context.cores?.load };
      // Code that runs for the first time is paged in from its file, which is not the cost of a connection.
      await (await hold(server, { ...load, connections: WARMING_CONNECTIONS }))[Symbol.asyncDispose]();
      await server.settle();
      const before = server.residentKib;
      await using _held = await hold(server, { ...load, connections });
      await server.settle();
      await sleep(restMs(context) / 2);
      return (server.residentKib - before) / connections;
    },
  );
}

export async function measureRest(context: Context): Promise<Values> {
  return repeat(
    context,
    context.peers.map(({ name }) => name),
    async (name) => {
      const peer = context.peers.find((each) => each.name === name);
      await using server = peer && (await startServer(context, peer, 2, "free"));
      if (server === undefined) return undefined;
      await sleep(restMs(context));
      return server.residentKib / 1024;
    },
  );
}

async function repeat(
  context: Context,
  names: readonly string[],
  measure: (name: string) => Promise<number | undefined>,
): Promise<Values> {
  const values: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < Math.min(REPETITIONS, context.rounds); round++) {
    for (const name of names) {
      const value = await measure(name).catch((error: Error) =>
        context.reporter.failure(`${name}: ${error.message}`),
      );
      if (value === undefined) continue;
      values[name]?.push(value);
      context.reporter.progress(`memory ${name} ${value.toFixed(2)}`);
    }
  }
  return values;
}
