/** The session logs of all threads as one: sessions and faults, as the main thread sees them. */

import {
  CLOSE_REASONS,
  COUNTER,
  type Counters,
  readCounts,
  refusedLinesOf,
  UNFINISHED,
} from "../counters.ts";
import type { ConnectionCount } from "../limits/connection-count.ts";
import { joinBoards } from "./board.ts";
import { isFault } from "./fault-ring.ts";
import type { SessionsMemory } from "./memory.ts";
import { compareSessions } from "./order.ts";
import type { ThreadQueries } from "./query.ts";
import type { RecordingControl } from "./recording.ts";
import type {
  BoardRow,
  SessionDetail,
  SessionFault,
  SessionList,
  SessionQuery,
  SessionsUpdate,
  UpdateQuery,
} from "./rows.ts";

/** The load of a thread now. */
interface ThreadLoad {
  readonly open: number;
  /** Since the start, including the threads that it replaced. */
  readonly requests: number;
}

interface ServerUpdate extends SessionsUpdate {
  /** False if a thread did not answer in time, so that its part is missing. */
  readonly isComplete: boolean;
}

export interface ServerSessions {
  sessions(query: SessionQuery): Promise<SessionList>;
  /** @param session THREAD.NUMBER; undefined if it is not kept, or not any more */
  session(session: string): Promise<SessionDetail | undefined>;
  board(): Promise<readonly BoardRow[]>;
  /** Newest first, those with a higher number. */
  faults(after: number): Promise<readonly SessionFault[]>;
  /** The sessions, the board and the faults of one moment. */
  update(query: UpdateQuery): Promise<ServerUpdate>;
  /** Faults since the start that were counted and not kept. */
  faultsDropped(): number;
  /** By thread. */
  loads(): readonly ThreadLoad[];
  /** Whether the server is too busy to record new sessions. */
  readonly isBusy: boolean;
}

export function serverSessions(
  shared: SessionsMemory,
  rows: readonly Counters[],
  connections: ConnectionCount,
  queries: ThreadQueries,
  recording: RecordingControl,
): ServerSessions {
  return {
    async sessions(query) {
      return joinLists(await queries.request("sessions", query), query);
    },
    async session(session) {
      recording.view(performance.now());
      const [, thread, number] = /^(\d{1,9})\.(\d{1,15})$/.exec(session) ?? [];
      if (thread === undefined) return undefined;
      const [detail] = await queries.request("session", Number(number), [Number(thread)]);
      return detail;
    },
    async board() {
      return joinBoards(await queries.request("board", undefined));
    },
    async faults(after) {
      return joinFaults(await queries.request("faults", after));
    },
    async update(query) {
      const updates = await queries.request("update", query);
      return {
        sessions: joinLists(
          updates.map(({ sessions }) => sessions),
          query.sessions,
        ),
        board: joinBoards(updates.map(({ board }) => board)),
        faults: joinFaults(updates.map(({ faults }) => faults)),
        isComplete: updates.length >= queries.running,
      };
    },
    faultsDropped() {
      return Math.max(0, faultTotal(rows) - shared.faults);
    },
    loads() {
      return rows.map((row, thread) => ({
        open: connections.openOf(thread),
        requests: row.read(COUNTER.requests),
      }));
    },
    get isBusy() {
      return shared.isBusy;
    },
  };
}

function joinLists(lists: readonly SessionList[], query: SessionQuery): SessionList {
  const sorted = lists.flatMap((list) => list.rows).sort(compareSessions(query));
  return {
    matching: lists.reduce((sum, list) => sum + list.matching, 0),
    rows: sorted.slice(0, query.limit),
  };
}

function joinFaults(lists: readonly (readonly SessionFault[])[]): readonly SessionFault[] {
  return lists.flat().sort((left, right) => right.number - left.number);
}

function faultTotal(rows: readonly Counters[]): number {
  const counts = readCounts(rows);
  const closed = CLOSE_REASONS.filter(isFault).reduce((sum, reason) => sum + counts[reason], 0);
  return refusedLinesOf(counts) + counts[UNFINISHED] + closed;
}
