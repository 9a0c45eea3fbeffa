/** Captures → facts: every session once, however many hosts captured it, and what the sessions prove. Pure. */
import type { CaptureFacts, Session } from "../capture/facts.ts";
import { mostAtOnceOf, overlapsOf, spansOf } from "../capture/overlaps.ts";
import type { Capture, Endpoint } from "../capture/packet.ts";
import { type HostName, sessionsOf } from "../capture/sessions.ts";
import { pointsOf } from "./points.ts";

export interface FactsOptions {
  readonly port: number;
  readonly hosts?: readonly HostName[];
}

export function factsOf(captures: readonly Capture[], { port, hosts = [] }: FactsOptions): CaptureFacts {
  const sessions = sessionsOf(captures, port, hosts);
  const beginOf = (session: Session | undefined) =>
    captures.find(({ file, host }) => file === session?.file && host === session.capture)?.beginsAt ?? 0;
  // Times across captures count from the beginning of the first session's capture.
  const origin = beginOf(sessions[0]);
  const spans = spansOf(sessions, (index) => beginOf(sessions[index]));
  const overlaps = overlapsOf(spans, origin);
  return {
    schema: 2,
    port,
    captures: captures.map(({ host, file, packets, beginsAt }) => ({
      ...{ host, file, beginsAt },
      packets: packets.length,
    })),
    servers: serversOf(sessions),
    clients: [...new Set(sessions.map(({ client }) => client.address))],
    sessions,
    overlaps,
    mostAtOnce: mostAtOnceOf(spans, origin),
    points: pointsOf({ port, sessions, overlaps }),
  };
}

function serversOf(sessions: readonly Session[]): readonly Endpoint[] {
  const keyed = sessions.map(({ server }) => [`${server.address} ${server.port}`, server] as const);
  return [...new Map(keyed).values()];
}
