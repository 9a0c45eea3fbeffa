/** What every measure is given: the servers there are, the tools, the extent of the run. */
import type { Built } from "./build.ts";
import type { Told } from "./grid.ts";
import type { Load } from "./load.ts";
import type { Peer, Threads } from "./peers/peer.ts";
import type { Row } from "./rows.ts";
import { Server } from "./server.ts";

export interface Context {
  readonly peers: readonly Peer[];
  readonly folder: string;
  readonly built: Built;
  readonly isShort: boolean;
  readonly rounds: number;
  readonly seconds: number;
  /** Undefined on a machine of one core, where nothing can be kept apart. */
  readonly cores: { readonly server: number; readonly load: number } | undefined;
  readonly told: Told;
}

const CONNECTIONS_A_SECOND = 8000;

type Pinning = "pinned" | "free";

/** Undefined, and told, where the peer does not come up. */
export async function startServer(
  context: Context,
  peer: Peer,
  threads: Threads,
  pinning: Pinning,
): Promise<Server | undefined> {
  const core = pinning === "pinned" ? context.cores?.server : undefined;
  return Server.start(peer, { threads, folder: context.folder }, { core }).catch((error: Error) => {
    context.told.failure(error.message);
    return undefined;
  });
}

export async function stopAll(servers: Readonly<Record<string, Server>>): Promise<void> {
  await Promise.all(Object.values(servers).map((server) => server[Symbol.asyncDispose]()));
}

export function loadOf(
  context: Context,
  pinning: Pinning,
  shape: Pick<Load, "connections" | "pipeline"> & Partial<Load>,
): Load {
  const core = pinning === "pinned" ? context.cores?.load : undefined;
  // With thousands of connections a round of replies takes a part of a second.
  const least = context.isShort ? 0 : shape.connections / CONNECTIONS_A_SECOND;
  return { program: context.built.load, core, seconds: Math.max(context.seconds, least), ...shape };
}

/** What the row asks of the peer; undefined where it leaves it out. */
export function loadOfRow(context: Context, pinning: Pinning, row: Row, peer: Peer): Load | undefined {
  if (peer.leftOut(row) || (row.mixed && peer.role !== "jam")) return undefined;
  const { connections, pipeline, churn } = row;
  const requests = row.mixed ? { requestsFile: context.built.mixedStream } : {};
  return loadOf(context, pinning, { connections, pipeline, churn, ...requests });
}
