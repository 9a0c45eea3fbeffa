/** What the monitor is given: a snapshot of the server, and its books. It knows no server beyond them. */

import type { ClockStatus } from "../../clock/trust.ts";
import type { Counts } from "../../server/counters.ts";
import type { ServerSessions } from "../../server/sessions/all-threads.ts";

export interface Snapshot {
  readonly isDraining: boolean;
  readonly reply: string;
  readonly connections: { readonly open: number; readonly limit: number };
  readonly counts: Counts;
  readonly clock: ClockStatus;
  /** Whether the clock is good enough to be served, by what the operator asked for. */
  readonly isClockFit: boolean;
  readonly threads: readonly ThreadSnapshot[];
}

interface ThreadSnapshot {
  readonly thread: number;
  readonly isAlive: boolean;
  readonly restarts: number;
  readonly lastHeartbeatAgoMs: number;
}

/** Who the server is, and how it is set. */
export interface ServerFacts {
  readonly version: string;
  readonly pid: number;
  readonly startedAt: number;
  readonly listening: { readonly addresses: readonly string[]; readonly port: number };
  readonly zone: string;
  readonly pattern: string;
  readonly lenient: boolean;
  /** How many of the newest sessions keep their first bytes. */
  readonly records: number;
}

export interface MonitorSource {
  readonly facts: ServerFacts;
  snapshot(): Snapshot;
  readonly sessions: ServerSessions;
}
