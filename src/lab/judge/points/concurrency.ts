/** 1.b: concurrent service. Two sessions open at once at one server, each served while the other is open. */
import type { Overlap, Session } from "../../capture/facts.ts";
import { type Evidence, type Failure, failureOf, type Judgement } from "../points.ts";

export function judgeConcurrency({ sessions, overlaps }: Evidence): Judgement {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const addressOf = (id: string) => byId.get(id)?.client.address;
  const isOfTwoHosts = ({ first, second }: Overlap) => addressOf(first) !== addressOf(second);
  const served = overlaps
    .filter(({ bothServed }) => bothServed)
    .toSorted((a, b) => Number(isOfTwoHosts(b)) - Number(isOfTwoHosts(a)));
  const shown = served.flatMap(({ first, second }) => [first, second]);

  const short: Failure[] = [];
  const clients = new Set(sessions.map(({ client }) => client.address));
  if (clients.size === 1) short.push(failureOf("one-client", sessions[0], [...clients][0]));
  if (served.length === 0) short.push(...whyNone(sessions, overlaps, byId));
  return { shown, short };
}

function whyNone(
  sessions: readonly Session[],
  overlaps: readonly Overlap[],
  byId: ReadonlyMap<string, Session>,
): readonly Failure[] {
  const [overlap] = overlaps;
  if (overlap) {
    // The one that came later is the one that a server without threads lets wait.
    return [failureOf("overlap-unserved", byId.get(overlap.second), overlap.first)];
  }
  return sessions.length > 1 ? [failureOf("no-overlap")] : [];
}
