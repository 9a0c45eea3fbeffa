/** What every measure is given: the peers, the tools, and how long to measure. */
import type { Built } from "./build.ts";
import type { Reporter } from "./grid.ts";
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
  /** Undefined on a machine with one core, where server and load cannot be separated. */
  readonly cores: { readonly server: number; readonly load: number } | undefined;
  readonly reporter: Reporter;
}

const CONNECTIONS_A_SECOND = 8000;

type Pinning = "pinned" | "free";

/** Undefined if the peer does not start, which is reported as a failure. */
export async function startServer(
  context: Context,
  peer: Peer,
  threads: Threads,
  pinning: Pinning,
): Promise<Server | undefined> {
  const core = pinning === "pinned" ? context.cores?.server : undefined;
  return Server.start(peer, { threads, folder: context.folder }, { core }).catch((error: Error) => {
    context.reporter.failure(error.message);
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
  // With thousands of connections one reply on each takes a noticeable part of a second.
  const least = context.isShort ? 0 : shape.connections / CONNECTIONS_A_SECOND;
  return { program: context.built.load, core, seconds: Math.max(context.seconds, least), ...shape };
}

/** The row's load for the peer; undefined if the peer skips the row. */
export function loadOfRow(context: Context, pinning: Pinning, row: Row, peer: Peer): Load | undefined {
  const isJam = peer.role === "jam" || peer.role === "other-jam";
  if (peer.skips(row) || (row.mixed && !isJam)) return undefined;
  const { connections, pipeline, churn } = row;
  const requests = row.mixed ? { requestsFile: context.built.mixedStream } : {};
  return loadOf(context, pinning, { connections, pipeline, churn, ...requests });
}
