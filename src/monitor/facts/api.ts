/** The JSON of `/api/v1/`, which the page, `jam status` and `jam top` read. */

import type { OffsetFrom } from "../../clock/time-of-day.ts";
import type { ClockStatus } from "../../clock/trust.ts";
import type { Counts } from "../../server/counters.ts";
import type { BoardRow, SessionFault, SessionList } from "../../server/sessions/rows.ts";

export type {
  BoardRow,
  FaultKind,
  RecordedChunk,
  SessionDetail,
  SessionFault,
  SessionList,
  SessionQuery,
  SessionRow,
  SessionSort,
  SessionState,
} from "../../server/sessions/rows.ts";

/** `GET /api/v1/status`, and a part of every update. */
export interface Status {
  readonly version: string;
  readonly pid: number;
  readonly state: "serving" | "draining";
  /** Milliseconds since 1970, like all times here. */
  readonly now: number;
  readonly startedAt: number;
  readonly listening: { readonly addresses: readonly string[]; readonly port: number };
  readonly network: NetworkFacts;
  /** The reply of this moment, without its CR LF. */
  readonly reply: string;
  readonly zone: string;
  /** The zone's offset since the start, and its changes: times are shown as the server's clocks show them. */
  readonly offsets: readonly OffsetFrom[];
  readonly pattern: string;
  readonly lenient: boolean;
  readonly clock: ClockStatus;
  readonly connections: { readonly open: number; readonly limit: number };
  /** Since the start. */
  readonly counts: Counts;
  /** Per second, over the last whole second. */
  readonly rates: Rates;
  readonly threads: readonly ThreadStatus[];
  readonly recording: Recording;
}

/** How other machines of the network reach this one. */
export interface NetworkFacts {
  /** Addresses at which they reach the server; empty if only this machine does. */
  readonly addresses: readonly string[];
  /** Where they reach this page; undefined if only this machine does. */
  readonly page: { readonly port: number; readonly needsToken: boolean } | undefined;
}

export interface Rates {
  readonly requests: number;
  readonly errors: number;
  readonly opened: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

export interface ThreadStatus {
  readonly thread: number;
  readonly isAlive: boolean;
  readonly restarts: number;
  readonly open: number;
  readonly requestsPerSecond: number;
}

interface Recording {
  /** How many of the newest sessions keep their first bytes (`--record`); 0 keeps none. */
  readonly sessions: number;
  /** Whether recording waits because the server is too busy. */
  readonly isSuspended: boolean;
}

/** One second of the last five minutes. */
export interface Sample {
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  readonly connections: number;
}

/** `GET /api/v1/faults`. */
export interface FaultList {
  readonly faults: readonly SessionFault[];
  /** Faults since the start that were counted but not kept, because there were too many in one second. */
  readonly dropped: number;
}

/** `GET /api/v1/stream`: server-sent events named `update`, at most 4 a second; `id` counts up. */
export interface Update {
  readonly status: Status;
  readonly sessions: SessionList;
  readonly board: readonly BoardRow[];
  /** Those newer than the last update; the first update has all that are kept. */
  readonly faults: FaultList;
  /** Those newer than the last update; the first update has up to 300. */
  readonly samples: readonly Sample[];
}

/** `GET /healthz` (status 200 or 503) and `GET /readyz` (the same). */
export interface Health {
  readonly isGood: boolean;
  /** Why not; empty if good. */
  readonly because: readonly string[];
}
