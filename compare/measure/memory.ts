/** Memory: at rest with two threads, and what a connection costs that says nothing. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, startServer } from "../context.ts";
import { hold } from "../load.ts";
import type { Values } from "../record.ts";

const REST_REPETITIONS = 3;
/** A tenth lies between one and the next, by what the runtime's compiler and collector do meanwhile. */
const SILENT_REPETITIONS = 5;
/** What a runtime allocates at its start is let come to an end. */
const restMs = ({ isShort }: Context) => (isShort ? 100 : 1000);

const SILENT_CONNECTIONS = 9000;
const WARMING_CONNECTIONS = 200;

export async function measureSilent(context: Context): Promise<Values> {
  const connections = context.isShort ? 500 : SILENT_CONNECTIONS;
  const row = { connections, pipeline: 1, churn: false };
  const peers = context.peers.filter((peer) => !peer.leftOut(row));
  return repeat(
    context,
    SILENT_REPETITIONS,
    peers.map(({ name }) => name),
    async (name) => {
      const peer = peers.find((each) => each.name === name);
      await using server = peer && (await startServer(context, peer, "one", "pinned"));
      if (server === undefined) return undefined;
      await sleep(restMs(context));
      const load = { program: context.built.load, core: context.cores?.load };
      // Code that runs for the first time is read in from its file, which is no connection's cost.
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
    REST_REPETITIONS,
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
  repetitions: number,
  names: readonly string[],
  measure: (name: string) => Promise<number | undefined>,
): Promise<Values> {
  const values: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < Math.min(repetitions, context.rounds); round++) {
    for (const name of names) {
      const value = await measure(name).catch((error: Error) =>
        context.told.failure(`${name}: ${error.message}`),
      );
      if (value === undefined) continue;
      values[name]?.push(value);
      context.told.progress(`memory ${name} ${value.toFixed(2)}`);
    }
  }
  return values;
}
