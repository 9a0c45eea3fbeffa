/** Sessions → which of them were certainly open at the same time, and how many at most; and whether that can be known. Pure. */
import { type Bounds, type ClockName, fileOf, type Relations, relatedTo, relationsOf } from "./clocks.ts";
import type { CaptureFacts, ClockRelation } from "./facts.ts";
import type { Session } from "./session.ts";
import { clocksOf, type Span, sawWhole, spanOf } from "./spans.ts";
import { sinceOf } from "./stream.ts";
import { countPairs, eventsOf, sweep } from "./sweep.ts";
import type { Unseen } from "./unseen.ts";

export { opensAt } from "./spans.ts";

/** Why it is not known whether sessions overlapped: no packet ties their clocks, or not closely enough. */
export interface Undecided {
  readonly kind: "clocks-unrelated" | "clocks-merged" | "clocks-apart";
  /** How far apart related clocks may be. */
  readonly seconds: number | undefined;
}

export interface Concurrency extends Pick<CaptureFacts, "overlaps" | "pairs" | "mostAtOnce" | "clocks"> {
  readonly undecided: Undecided | undefined;
}

/** Clocks that packets relate to one of them, and the sessions that they saw, by the time of that one. */
interface Group {
  readonly reference: ClockName;
  readonly bounds: ReadonlyMap<ClockName, Bounds>;
  readonly spans: readonly Span[];
}

/** @param beginOf the time since 1970 from which the times of a file count */
export function concurrencyOf(sessions: readonly Session[], beginOf: (file: string) => number): Concurrency {
  const timed = sessions.filter(
    ({ unseen }) => !unseen.some(({ kind }) => kind === "no-times" || kind === "no-server-known"),
  );
  const groups = groupsOf(timed, relationsOf(timed));
  const swept = groups.flatMap(({ reference, spans }) => {
    const origin = { file: fileOf(reference), at: beginOf(fileOf(reference)) };
    return [...Map.groupBy(spans, serverOf).values()].map((own) => sweep(own, origin));
  });
  const mosts = groups.map(({ reference, spans }) => mostAtOnceOf(spans, beginOf(fileOf(reference))));
  return {
    overlaps: swept.flatMap(({ overlaps }) => overlaps),
    pairs: {
      open: sum(swept.map(({ pairs }) => pairs.open)),
      served: sum(swept.map(({ pairs }) => pairs.served)),
      isExact: swept.every(({ pairs }) => pairs.isExact) && timed.every(({ unseen }) => !unseen.some(hides)),
    },
    mostAtOnce: mosts.reduce((a, b) => (b.sessions > a.sessions ? b : a), { sessions: 0, at: 0 }),
    clocks: groups.flatMap(clockRelations),
    undecided: undecidedIn(groups),
  };
}

/** What may hide a reply. */
const hides = ({ kind }: Unseen) => kind === "truncated" || kind === "gap" || kind === "no-server-packets";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const serverOf = ({ session: { server } }: Span) => `${server.address} ${server.port}`;

/** The clock that saw most sessions is the reference of all that are related to it, and so on with the others. */
function groupsOf(sessions: readonly Session[], relations: Relations): readonly Group[] {
  const seenBy = new Map(sessions.map((session) => [session, clocksOf(session)]));
  const counts = new Map<ClockName, number>();
  for (const clock of [...seenBy.values()].flatMap((clocks) => [...clocks])) {
    counts.set(clock, (counts.get(clock) ?? 0) + 1);
  }
  const left = new Set([...counts].sort(([, a], [, b]) => b - a).map(([clock]) => clock));
  const groups: Group[] = [];
  for (const reference of left) {
    const bounds = relatedTo(reference, relations);
    for (const clock of bounds.keys()) left.delete(clock);
    const spans = sessions.flatMap(
      (session) => spanIn(session, reference, seenBy.get(session), bounds) ?? [],
    );
    groups.push({ reference, bounds, spans });
  }
  return groups;
}

/**
 * By the reference's clock if it saw the session open and close: then nothing but the order of its packets counts.
 * Otherwise by all related clocks that saw it: whatever is certain by one of them is certain.
 */
function spanIn(
  session: Session,
  reference: ClockName,
  seenBy: ReadonlySet<ClockName> | undefined,
  bounds: Group["bounds"],
): Span | undefined {
  const own = bounds.get(reference);
  if (own !== undefined && sawWhole(session, reference)) return spanOf(session, reference, own, "exact");
  const spans = [...(seenBy ?? [])].flatMap((clock) => {
    const bound = bounds.get(clock);
    return (bound && spanOf(session, clock, bound, clock === reference ? "exact" : "related")) ?? [];
  });
  const [first, ...others] = spans;
  if (first === undefined || others.length === 0) return first;
  return {
    session,
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
    earliest: Math.min(...spans.map(({ earliest }) => earliest)),
    latest: Math.max(...spans.map(({ latest }) => latest)),
    replies: spans.flatMap(({ replies }) => replies).sort((a, b) => a[0] - b[0]),
  };
}

const widthOf = ({ atLeast, atMost }: Bounds) => atMost - atLeast;

function mostAtOnceOf(spans: readonly Span[], origin: number): CaptureFacts["mostAtOnce"] {
  let open = 0;
  let most = { sessions: 0, at: 0 };
  for (const { at, change } of eventsOf(spans.map(({ from, to }) => [from, to]))) {
    open += change;
    if (open > most.sessions) most = { sessions: open, at: sinceOf(at, origin) };
  }
  return most;
}

/** Between files: what differs within one needs no name. */
function clockRelations({ reference, bounds }: Group): readonly ClockRelation[] {
  return [...bounds]
    .filter(([clock]) => fileOf(clock) !== fileOf(reference))
    .map(([clock, { atLeast, atMost, packets }]) => ({
      ...{ file: fileOf(clock), reference: fileOf(reference), packets },
      ...{ atLeast: sinceOf(atLeast, 0), atMost: sinceOf(atMost, 0) },
    }));
}

function undecidedIn(groups: readonly Group[]): Undecided | undefined {
  const servers = groups.flatMap(({ spans }) => [...new Set(spans.map(serverOf))]);
  if (new Set(servers).size < servers.length) return { kind: "clocks-unrelated", seconds: undefined };
  const isApart = groups.some(({ spans }) =>
    [...Map.groupBy(spans, serverOf).values()].some(
      (own) =>
        countPairs(own.map(({ earliest, latest }) => [earliest, latest])) >
        countPairs(own.map(({ from, to }) => [from, to])),
    ),
  );
  const widths = groups.flatMap(({ bounds }) => [...bounds.values()].map(widthOf));
  return isApart ? { kind: "clocks-apart", seconds: sinceOf(Math.max(...widths), 0) } : undefined;
}
