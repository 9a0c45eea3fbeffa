/** Captures → facts: every session once, however many hosts captured it, and what the sessions prove. Pure. */
import type { CaptureFacts, Session } from "../capture/facts.ts";
import { concurrencyOf } from "../capture/overlaps.ts";
import type { Capture, Endpoint } from "../capture/packet.ts";
import { type HostName, sessionsOf } from "../capture/sessions.ts";
import { notesOf } from "./notes.ts";
import { pointsOf } from "./points.ts";

export interface FactsOptions {
  readonly port: number;
  readonly hosts?: readonly HostName[];
}

export function factsOf(captures: readonly Capture[], { port, hosts = [] }: FactsOptions): CaptureFacts {
  const sessions = sessionsOf(captures, port, hosts);
  const beginOf = (file: string) => captures.find((capture) => capture.file === file)?.beginsAt ?? 0;
  const { undecided, ...concurrency } = concurrencyOf(sessions, beginOf);
  const isDamaged = captures.some(({ damage }) => damage !== undefined);
  return {
    schema: 2,
    port,
    captures: captures.map(({ host, file, packets, beginsAt, hasTimes, damage }) => ({
      ...{ host, file, beginsAt, hasTimes, damage },
      packets: packets.length,
    })),
    notes: notesOf(captures, concurrency.clocks),
    servers: serversOf(sessions),
    clients: [...new Set(sessions.map(({ client }) => client.address))],
    sessions,
    ...concurrency,
    points: pointsOf({ port, sessions, overlaps: concurrency.overlaps, undecided, isDamaged }),
  };
}

function serversOf(sessions: readonly Session[]): readonly Endpoint[] {
  const keyed = sessions.map(({ server }) => [`${server.address} ${server.port}`, server] as const);
  return [...new Map(keyed).values()];
}
