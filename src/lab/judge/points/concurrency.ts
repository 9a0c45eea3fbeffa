/** 1.b: concurrent service. Two sessions open at the same time at one server, each served while the other is open. */
import type { Failure, Overlap, Session } from "../../capture/facts.ts";
import { type Evidence, failureOf, type Judgement } from "../judgement.ts";

export function judgeConcurrency({ sessions, overlaps }: Evidence): Judgement {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const addressOf = (id: string) => byId.get(id)?.client.address;
  const isOfTwoHosts = ({ first, second }: Overlap) => addressOf(first) !== addressOf(second);
  const served = overlaps
    .filter(({ bothServed }) => bothServed)
    .toSorted((a, b) => Number(isOfTwoHosts(b)) - Number(isOfTwoHosts(a)));
  const shown = served.flatMap(({ first, second }) => [first, second]);

  const failures: Failure[] = [];
  const clients = new Set(sessions.map(({ client }) => client.address));
  if (clients.size === 1) failures.push(failureOf("one-client", sessions[0], [...clients][0]));
  if (served.length === 0) failures.push(...whyNone(sessions, overlaps, byId));
  return { shown, failures };
}

function whyNone(
  sessions: readonly Session[],
  overlaps: readonly Overlap[],
  byId: ReadonlyMap<string, Session>,
): readonly Failure[] {
  const [overlap] = overlaps;
  if (overlap) {
    // A server without threads lets the later one wait.
    return [failureOf("overlap-unserved", byId.get(overlap.second), overlap.first)];
  }
  return sessions.length > 1 ? [failureOf("no-overlap")] : [];
}
