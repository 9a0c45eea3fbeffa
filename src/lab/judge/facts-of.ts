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

/** The clocks of two hosts that captured one session may differ by this much. */
const CLOCKS_APART_SECONDS = 5;

interface Seen {
  readonly capture: Capture;
  readonly session: Session;
  /** Seconds since 1970. */
  readonly beginsAt: number;
}

export function factsOf(captures: readonly Capture[], { port, hosts = [] }: FactsOptions): CaptureFacts {
  const seen = onceEach(captures, port, hosts);
  const sessions = seen.map(({ session }, index) => ({ ...session, id: `S${index + 1}` }));
  // Times across captures count from the beginning of the first session's capture.
  const origin = seen[0]?.capture.beginsAt ?? 0;
  const spans = spansOf(sessions, (index) => seen[index]?.capture.beginsAt ?? 0);
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

/** The sessions that the server's host captured, and those of other captures that it did not. */
function onceEach(captures: readonly Capture[], port: number, hosts: readonly HostName[]): readonly Seen[] {
  const views = captures.map((capture) => ({ capture, sessions: sessionsOf(capture, port, hosts) }));
  const isServers = ({ capture, sessions }: (typeof views)[number]) =>
    sessions.some(({ server }) => hosts.some((h) => h.address === server.address && h.name === capture.host));
  views.sort((a, b) => Number(isServers(b)) - Number(isServers(a)) || b.sessions.length - a.sessions.length);
  const all: Seen[] = [];
  for (const { capture, sessions } of views) {
    const before = new Set(all);
    for (const session of sessions) {
      const own = { capture, session, beginsAt: capture.beginsAt + session.beginsAt };
      const twin = [...before].find((other) => isSameSession(own, other));
      // One session of another capture matches at most one of this.
      if (twin) before.delete(twin);
      else all.push(own);
    }
  }
  return all.sort((a, b) => a.beginsAt - b.beginsAt);
}

function isSameSession(a: Seen, b: Seen): boolean {
  const isSameEnd = (one: Endpoint, other: Endpoint) =>
    one.address === other.address && one.port === other.port;
  if (!isSameEnd(a.session.client, b.session.client) || !isSameEnd(a.session.server, b.session.server)) {
    return false;
  }
  if (Math.abs(a.beginsAt - b.beginsAt) <= CLOCKS_APART_SECONDS) return true;
  const replies = (seen: Seen) => seen.session.segments.filter(({ from }) => from === "server");
  const bytes = (seen: Seen) =>
    replies(seen)
      .map(({ hex }) => hex)
      .join("");
  return bytes(a) !== "" && bytes(a) === bytes(b);
}

function serversOf(sessions: readonly Session[]): readonly Endpoint[] {
  const keyed = sessions.map(({ server }) => [`${server.address} ${server.port}`, server] as const);
  return [...new Map(keyed).values()];
}
