/** 1.b: concurrent service. Two sessions open at the same time at one server, each served while the other is open. */
import type { Doubt, Failure, Overlap, Session } from "../../capture/facts.ts";
import { doubtOf, type Evidence, failureOf, type Judgement, remarkOf } from "../judgement.ts";
import { hasUnseen, unseenIn } from "../seen.ts";

export function judgeConcurrency(evidence: Evidence): Judgement {
  const { sessions, overlaps } = evidence;
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const addressOf = (id: string) => byId.get(id)?.client.address;
  const isOfTwoHosts = ({ first, second }: Overlap) => addressOf(first) !== addressOf(second);
  const served = overlaps
    .filter(({ bothServed }) => bothServed)
    .toSorted((a, b) => Number(isOfTwoHosts(b)) - Number(isOfTwoHosts(a)));
  const shown = served.flatMap(({ first, second }) => [first, second]);
  const [only, ...more] = sessions;
  if (more.length === 0) return { shown: [], failures: [failureOf("one-session", only)] };
  const clients = new Set(sessions.map(({ client }) => client.address));
  const remarks = clients.size === 1 ? [remarkOf("one-client", only, [...clients][0])] : [];
  if (served.length > 0) return { shown, failures: [], remarks };
  const unseen = whyUnseen(evidence, byId);
  return { shown, failures: unseen.length > 0 ? [] : [whyNone(overlaps, byId)], remarks, unseen };
}

function whyNone([overlap]: readonly Overlap[], byId: ReadonlyMap<string, Session>): Failure {
  // A server without threads lets the later one wait.
  return overlap
    ? failureOf("overlap-unserved", byId.get(overlap.second), overlap.first)
    : failureOf("no-overlap");
}

/** What hides an overlap, or the service in it. */
function whyUnseen(
  { sessions, overlaps, undecided }: Evidence,
  byId: ReadonlyMap<string, Session>,
): readonly Doubt[] {
  const timeless = sessions.find((session) => hasUnseen(session, "no-times"));
  if (timeless !== undefined) return [doubtOf("no-times")];
  const overlapping = overlaps.flatMap(({ first, second }) => [byId.get(first), byId.get(second)]);
  const hidden = new Set(overlapping.filter((session) => session !== undefined));
  const doubts = [...hidden].flatMap((session) =>
    unseenIn(session, ["truncated", "no-server-packets", "gap"], "server").map((kind) =>
      doubtOf(kind, session, "server"),
    ),
  );
  if (doubts.length > 0) return doubts;
  // The server may have answered after the capture.
  const cut = [...hidden].find(({ requests }) => requests.some((pair) => pair.replyUnseen === "ends-after"));
  if (cut !== undefined) return [doubtOf("ends-after", cut)];
  // A session that began before the capture may have been open while an earlier one was.
  const begun = sessions.slice(1).find((session) => hasUnseen(session, "begins-before"));
  if (overlaps.length === 0 && begun !== undefined) return [doubtOf("begins-before", begun)];
  if (undecided === undefined) return [];
  const { kind, seconds } = undecided;
  return [doubtOf(kind, undefined, seconds === undefined ? undefined : String(seconds))];
}
