/** Which sessions and terminals a point shows, so that no picture is drawn twice. */
import type { CaptureFacts, Point, PointFacts, Session } from "../capture/facts.ts";
import { opensAt } from "../capture/overlaps.ts";
import type { RunRecord, TerminalRecord } from "../run/run-folder.ts";

/** A terminal's clock and a capture's tell the same time, to a moment. */
const SLACK_SECONDS = 0.1;

const MOST_RANGES = 8;

export interface Shown {
  /** Those of the point's own experiments; without a run, all that its evidence and its failures name. */
  readonly sessions: readonly Session[];
  /** The one to draw. */
  readonly main: Session | undefined;
  /** The point where it has been drawn already. */
  readonly drawnAt: Point | undefined;
}

/** @param drawn sessions by id that earlier points have drawn */
export function shownOf(
  point: PointFacts,
  facts: CaptureFacts,
  run: RunRecord | undefined,
  drawn: ReadonlyMap<string, Point>,
): Shown {
  const byId = new Map(facts.sessions.map((session) => [session.id, session]));
  const named = (ids: readonly (string | undefined)[]) => ids.flatMap((id) => byId.get(id ?? "") ?? []);
  const evidence = named(point.evidence);
  const lacking = named(point.failures.map(({ session }) => session));
  const own = ownSessions(point.point, facts, run);
  // A point that is not proven is told by the sessions that fall short.
  const telling = point.isProven ? [...evidence, ...lacking] : [...lacking, ...evidence];
  const ownTelling = telling.filter((session) => own.includes(session));
  const isNew = ({ id }: Session) => !drawn.has(id);
  const main = ownTelling.find(isNew) ?? ownTelling[0] ?? telling.find(isNew) ?? telling[0] ?? own[0];
  const sessions = own.length > 0 ? [...own, ...lacking] : telling;
  return {
    sessions: [...new Set(sessions)],
    main,
    drawnAt: main === undefined ? undefined : drawn.get(main.id),
  };
}

/** Sessions that the point's own experiments made. */
function ownSessions(point: Point, facts: CaptureFacts, run: RunRecord | undefined): readonly Session[] {
  if (run === undefined) return [];
  const all = run.experiments.flatMap(({ terminals }) => terminals);
  const own = new Set(experimentsOf(point, run).flatMap(({ terminals }) => terminals));
  return facts.sessions.filter((session) => {
    const terminal = maker(session, all);
    return terminal !== undefined && own.has(terminal);
  });
}

/** The terminals in which these sessions were made, in the order of time; else those of the point's experiments. */
export function terminalsOf(
  point: Point,
  sessions: readonly Session[],
  run: RunRecord | undefined,
): readonly TerminalRecord[] {
  if (run === undefined) return [];
  const all = run.experiments.flatMap(({ terminals }) => terminals);
  const made = sessions.flatMap((session) => maker(session, all) ?? []);
  if (made.length > 0) return [...new Set(made)].toSorted((a, b) => a.startedAt - b.startedAt);
  return experimentsOf(point, run).flatMap(({ terminals }) => terminals);
}

function experimentsOf(point: Point, run: RunRecord) {
  return run.experiments.filter(({ clause }) => point === clause || point.startsWith(`${clause}.`));
}

/** Of the terminals that ran on the client's host at that time, the one that began last. */
function maker(session: Session, terminals: readonly TerminalRecord[]): TerminalRecord | undefined {
  const begin = session.packets[0]?.time;
  if (begin === undefined) return undefined;
  const ran = (slack: number) =>
    terminals
      .filter(({ host }) => host === session.clientHost)
      .filter(({ startedAt, endedAt }) => startedAt - slack <= begin && begin <= endedAt + slack)
      .toSorted((a, b) => b.startedAt - a.startedAt)[0];
  return ran(0) ?? ran(SLACK_SECONDS);
}

/** The largest groups of sessions that hang together by being open at the same time, in the order of time. */
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
