/** The books of all threads as one: what the main thread can say of sessions and faults, whoever asks. */

import { CLOSE_REASONS, COUNTER, type Counters, readCounts } from "../counters.ts";
import type { ConnectionCount } from "../limits/connection-count.ts";
import { isFault } from "./fault-ring.ts";
import { SessionsMemory } from "./memory.ts";
import { compareSessions } from "./order.ts";
import type { ThreadQueries } from "./query.ts";
import type { SessionDetail, SessionFault, SessionList, SessionQuery } from "./rows.ts";

/** What a thread has to do at the moment. */
interface ThreadLoad {
  readonly open: number;
  /** Since the start, also of the threads that it replaced. */
  readonly requests: number;
}

export interface ServerSessions {
  sessions(query: SessionQuery): Promise<SessionList>;
  /** @param session THREAD.NUMBER; undefined where there is none of this name any more */
  session(session: string): Promise<SessionDetail | undefined>;
  /** Newest first, those with a higher number. */
  faults(after: number): Promise<readonly SessionFault[]>;
  /** Faults that only the counters tell of, since the start. */
  faultsDropped(): number;
  /** By thread. */
  loads(): readonly ThreadLoad[];
  /** Whether new sessions are neither recorded nor asked for their address. */
  isBusy: boolean;
}

export function serverSessions(
  memory: SharedArrayBuffer,
  rows: readonly Counters[],
  admission: ConnectionCount,
  inquiry: ThreadQueries,
): ServerSessions {
  const shared = new SessionsMemory(memory);
  return {
    async sessions(query) {
      const lists = await inquiry.ask("sessions", query);
      const sorted = lists.flatMap((list) => list.rows).sort(compareSessions(query));
      return {
        matching: lists.reduce((sum, list) => sum + list.matching, 0),
        rows: sorted.slice(0, query.limit),
      };
    },
    async session(session) {
      const [, thread, number] = /^(\d{1,9})\.(\d{1,15})$/.exec(session) ?? [];
      if (thread === undefined) return undefined;
      const [detail] = await inquiry.ask("session", Number(number), [Number(thread)]);
      return detail;
    },
    async faults(after) {
      const told = await inquiry.ask("faults", after);
      return told.flat().sort((left, right) => right.number - left.number);
    },
    faultsDropped() {
      return Math.max(0, faultTotal(rows) - shared.faults);
    },
    loads() {
      return rows.map((row, thread) => ({
        open: admission.openOf(thread),
        requests: row.read(COUNTER.requests),
      }));
    },
    get isBusy() {
      return shared.isBusy;
    },
    set isBusy(isBusy) {
      shared.isBusy = isBusy;
    },
  };
}

function faultTotal(rows: readonly Counters[]): number {
  const counts = readCounts(rows);
  const closed = CLOSE_REASONS.filter(isFault).reduce((sum, reason) => sum + counts[reason], 0);
  return counts.unknown + counts["bare-lf"] + closed;
}
