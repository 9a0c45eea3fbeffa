/** Captures → facts: every session once, however many hosts captured it, and what the sessions prove. Pure. */
import type { CaptureFacts, Session } from "../capture/facts.ts";
import { withOwnClocks } from "../capture/merged-clocks.ts";
import { concurrencyOf } from "../capture/overlaps.ts";
import type { Capture, Endpoint } from "../capture/packet.ts";
import { type HostName, sessionsOf } from "../capture/sessions.ts";
import type { Evidence } from "./judgement.ts";
import { notesOf } from "./notes.ts";
import { pointsOf } from "./points.ts";

export interface FactsOptions {
  readonly port: number;
  readonly hosts?: readonly HostName[];
}

export function factsOf(captures: readonly Capture[], { port, hosts = [] }: FactsOptions): CaptureFacts {
  const sessions = sessionsOf(captures, port, hosts);
  const beginOf = (file: string) => captures.find((capture) => capture.file === file)?.beginsAt ?? 0;
  const clocked = withOwnClocks(sessions, captures);
  const { undecided, ...concurrency } = concurrencyOf(clocked, beginOf);
  const isMerged =
    undecided?.kind === "clocks-unrelated" && clocked.some((one, index) => one !== sessions[index]);
  return {
    schema: 2,
    port,
    captures: captures.map(({ host, file, packets, beginsAt, hasTimes, damage }) => ({
      ...{ host, file, beginsAt, hasTimes, damage },
      packets: packets.length,
    })),
    notes: notesOf(captures, concurrency.clocks, sessions),
    servers: serversOf(sessions),
    clients: [...new Set(sessions.map(({ client }) => client.address))],
    sessions,
    ...concurrency,
    points: pointsOf({
      port,
      sessions,
      overlaps: concurrency.overlaps,
      undecided: isMerged ? { ...undecided, kind: "clocks-merged" } : undecided,
      hiding: hidingIn(captures, sessions),
    }),
  };
}

function hidingIn(captures: readonly Capture[], sessions: readonly Session[]): Evidence["hiding"] {
  if (captures.some(({ damage }) => damage !== undefined)) return { kind: "damaged", at: undefined };
  const at = captures.find(({ snapLength }) => snapLength !== undefined)?.snapLength;
  return sessions.length === 0 && at !== undefined ? { kind: "truncated", at } : undefined;
}

function serversOf(sessions: readonly Session[]): readonly Endpoint[] {
  const keyed = sessions.map(({ server }) => [`${server.address} ${server.port}`, server] as const);
  return [...new Map(keyed).values()];
}
