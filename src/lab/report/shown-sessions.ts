/** The sessions and terminals that a point shows; no session is drawn twice. */
import type { CaptureFacts, Point, PointFacts, Session } from "../capture/facts.ts";
import { opensAt } from "../capture/overlaps.ts";
import type { RunRecord, TerminalRecord } from "../run/run-folder.ts";

/** The clocks of a terminal and of a capture may differ by this much. */
const SLACK_SECONDS = 0.1;

const MOST_RANGES = 8;

export interface Shown {
  /** The sessions of the point's own experiments; without a run, those of its evidence and failures. */
  readonly sessions: readonly Session[];
  /** The session to draw. */
  readonly main: Session | undefined;
  /** The point that has already drawn it. */
  readonly drawnAt: Point | undefined;
}

/** @param drawn the sessions, by id, that earlier points have drawn */
export function shownOf(
  point: PointFacts,
  facts: CaptureFacts,
  run: RunRecord | undefined,
  drawn: ReadonlyMap<string, Point>,
): Shown {
  const byId = new Map(facts.sessions.map((session) => [session.id, session]));
  const named = (ids: readonly (string | undefined)[]) => ids.flatMap((id) => byId.get(id ?? "") ?? []);
  const evidence = named(point.evidence);
  const failing = named(point.failures.map(({ session }) => session));
  const own = ownSessions(point.point, facts, run);
  // For a point that is not proven, the sessions with the failures come first.
  const relevant = point.isProven ? [...evidence, ...failing] : [...failing, ...evidence];
  const ownRelevant = relevant.filter((session) => own.includes(session));
  const isNew = ({ id }: Session) => !drawn.has(id);
  // What is wrong is drawn, also if another point's experiment showed it.
  const wrong = point.isProven ? [] : failing;
  const main = [wrong, ownRelevant, relevant, own].flatMap((some) => some.find(isNew) ?? some[0] ?? []).at(0);
  const sessions = own.length > 0 ? [...own, ...failing] : relevant;
  return {
    sessions: [...new Set(sessions)],
    main,
    drawnAt: main === undefined ? undefined : drawn.get(main.id),
  };
}

/** The sessions of the point's own experiments. */
function ownSessions(point: Point, facts: CaptureFacts, run: RunRecord | undefined): readonly Session[] {
  if (run === undefined) return [];
  const all = run.experiments.flatMap(({ terminals }) => terminals);
  const own = new Set(experimentsOf(point, run).flatMap(({ terminals }) => terminals));
  return facts.sessions.filter((session) => {
    const terminal = terminalOf(session, all);
    return terminal !== undefined && own.has(terminal);
  });
}

/** The terminals of these sessions in the order of time, or else those of the point's experiments. */
export function terminalsOf(
  point: Point,
  sessions: readonly Session[],
  run: RunRecord | undefined,
): readonly TerminalRecord[] {
  if (run === undefined) return [];
  const all = run.experiments.flatMap(({ terminals }) => terminals);
  const made = sessions.flatMap((session) => terminalOf(session, all) ?? []);
  if (made.length > 0) return [...new Set(made)].toSorted((a, b) => a.startedAt - b.startedAt);
  return experimentsOf(point, run).flatMap(({ terminals }) => terminals);
}

function experimentsOf(point: Point, run: RunRecord) {
  return run.experiments.filter(({ clause }) => point === clause || point.startsWith(`${clause}.`));
}

/** The terminal of a session: of those that ran on the client's host at that time, the latest. */
function terminalOf(session: Session, terminals: readonly TerminalRecord[]): TerminalRecord | undefined {
  const begin = session.packets[0]?.time;
  if (begin === undefined) return undefined;
  const running = (slack: number) =>
    terminals
      .filter(({ host }) => host === session.clientHost)
      .filter(({ startedAt, endedAt }) => startedAt - slack <= begin && begin <= endedAt + slack)
      .toSorted((a, b) => b.startedAt - a.startedAt)[0];
  return running(0) ?? running(SLACK_SECONDS);
}

/** The largest groups of sessions that are connected by overlaps, in the order of time. */
export function clustersOf(sessions: readonly Session[], most: number): readonly (readonly Session[])[] {
  const clusters: Session[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  const startOf = (session: Session) => opensAt(session) ?? session.beginsAt;
  for (const session of sessions.toSorted((a, b) => startOf(a) - startOf(b))) {
    const last = clusters.at(-1);
    if (last !== undefined && startOf(session) < until) last.push(session);
    else clusters.push([session]);
    until = Math.max(until, session.endsAt);
  }
  const largest = clusters.toSorted((a, b) => b.length - a.length).slice(0, most);
  return clusters.filter((cluster) => largest.includes(cluster));
}

/** `S1–S3, S7` */
export function idRanges(ids: readonly string[]): string {
  const numbers = [...new Set(ids.map((id) => Number(id.slice(1))))].toSorted((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges
    .slice(0, MOST_RANGES)
    .map(([from, to]) => (from === to ? `S${from}` : `S${from}–S${to}`));
  return shown.join(", ") + (ranges.length > MOST_RANGES ? ", …" : "");
}
